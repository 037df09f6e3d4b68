import type { TensorInfo } from '@tensorflow/tfjs-core'
import type { Assembly } from './assembly.js'
import type { Heap } from './wasm-kernel.js'

/** Writes the product of the two factors that were set, `[m, k]` and `[k, n]`, to `out`. */
export function multiply(
  assembly: Assembly,
  heap: Heap,
  out: TensorInfo,
  { m, n, k }: { readonly m: number; readonly n: number; readonly k: number },
): void {
  heap.lend(assembly.workspaceSize(n, k), (workspace) => assembly.multiply(m, n, k, heap.at(out), false, workspace))
}
