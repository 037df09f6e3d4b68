import type { BatchMatMulAttrs, KernelConfig, TensorInfo } from '@tensorflow/tfjs-core'
import type { Tf } from '../../engine.js'
import type { Assembly } from './assembly.js'
import { type Heap, wasmKernel } from './backend.js'

/**
 * Products of matrices, transposed first where asked: `[..., m, k]` and `[..., k, n]` -> `[..., m, n]`, the leading axes
 * broadcast. The backend's own is right for a few forms only, and slow for most.
 */
export function batchMatMul(tf: Tf, assembly: Assembly): KernelConfig {
  return wasmKernel<BatchMatMulAttrs>(tf.BatchMatMul, (heap, inputs, { transposeA, transposeB }) => {
    const { a, b } = inputs as { a: TensorInfo; b: TensorInfo }
    if (a.dtype !== 'float32' || b.dtype !== 'float32')
      throw new Error(`The engine "wasm" multiplies float32 matrices only, not ${a.dtype} by ${b.dtype}.`)
    if (a.shape.length < 2 || b.shape.length < 2)
      throw new Error(
        `A product of matrices was given [${a.shape}] and [${b.shape}]. Reshape a vector to a matrix first.`,
      )
    const [m, k] = sizes(a, transposeA)
    const [inner, n] = sizes(b, transposeB)
    if (k !== inner)
      throw new Error(`Matrices [${a.shape}] and [${b.shape}] do not fit: ${k} columns by ${inner} rows.`)

    const [stackA, stackB] = [a.shape.slice(0, -2), b.shape.slice(0, -2)]
    const stack = tf.backend_util.assertAndGetBroadcastShape(stackA, stackB)
    const out = heap.make([...stack, m, n])
    heap.lend(assembly.workspaceSize(n, k), (workspace) => {
      for (let i = 0; i < tf.util.sizeFromShape(stack); i++) {
        const left = heap.at(a) + 4 * m * k * broadcastIndex(i, stack, stackA)
        const right = heap.at(b) + 4 * k * n * broadcastIndex(i, stack, stackB)
        assembly.setLeft(left, transposeA ? m : k, transposeA)
        if (transposeB) assembly.setRightTransposed(right, n, k)
        else assembly.setRight(right, n)
        assembly.multiply(m, n, k, heap.at(out) + 4 * m * n * i, false, workspace)
      }
    })
    return out
  })
}

/** Rows and columns of the matrices of a stack, after they are transposed. */
function sizes({ shape }: TensorInfo, transposed: boolean): readonly [number, number] {
  const [rows, columns] = shape.slice(-2) as [number, number]
  return transposed ? [columns, rows] : [rows, columns]
}

/** Which element of a `shape` is used for element `index` of what it is broadcast to. */
function broadcastIndex(index: number, to: readonly number[], shape: readonly number[]): number {
  let [rest, step, found] = [index, 1, 0]
  for (let axis = to.length - 1, own = shape.length - 1; own >= 0; axis--, own--) {
    const at = rest % to[axis]!
    rest = (rest - at) / to[axis]!
    if (shape[own]! > 1) found += at * step
    step *= shape[own]!
  }
  return found
}

/** Writes the product of the two factors that were set, `[m, k]` and `[k, n]`, to `out`. */
export function multiply(
  assembly: Assembly,
  heap: Heap,
  out: TensorInfo,
  { m, n, k }: { readonly m: number; readonly n: number; readonly k: number },
): void {
  heap.lend(assembly.workspaceSize(n, k), (workspace) => assembly.multiply(m, n, k, heap.at(out), false, workspace))
}
