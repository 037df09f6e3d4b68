import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core'
import type { WasmBackend } from './wasm-backend.js'

export type Inputs = Readonly<Record<string, TensorInfo>>

/** The heap of the backend. Places in it are bytes from its start. */
export interface Heap {
  readonly backend: WasmBackend
  /** Room for the values of a new tensor. */
  make(shape: readonly number[], dtype?: 'float32' | 'int32' | 'bool'): TensorInfo
  /** Where the values of a tensor are. */
  at(tensor: TensorInfo): number
  /** Lends so many bytes to `use`. */
  lend(bytes: number, use: (at: number) => void): void
}

/** A kernel of the wasm backend that computes on its heap. */
export function wasmKernel<Attrs>(
  kernelName: string,
  compute: (heap: Heap, inputs: Inputs, attrs: Attrs) => TensorInfo | TensorInfo[],
): KernelConfig {
  return {
    kernelName,
    backendName: 'wasm',
    kernelFunc: ({ inputs, backend, attrs }) =>
      compute(heapOf(backend as WasmBackend), inputs as Inputs, attrs as Attrs),
  }
}

function heapOf(backend: WasmBackend): Heap {
  return {
    backend,
    make: (shape, dtype = 'float32') => backend.makeOutput([...shape], dtype),
    at: ({ dataId }) => backend.getMemoryOffset(dataId),
    lend(bytes, use) {
      const at = backend.wasm._malloc(bytes)
      try {
        use(at)
      } finally {
        backend.wasm._free(at)
      }
    },
  }
}
