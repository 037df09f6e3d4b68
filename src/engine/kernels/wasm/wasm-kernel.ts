import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core'
import type { WasmBackend } from './wasm-backend.js'

export type Inputs = Readonly<Record<string, TensorInfo>>

/** The heap of the backend. Places in it are bytes from its start. */
export interface Heap {
  /** Room for the values of a new tensor. */
  make(shape: readonly number[], dtype?: TensorInfo['dtype']): TensorInfo
  /** A tensor of the same values, which are freed with the last of the two. */
  share(tensor: TensorInfo): TensorInfo
  free(tensor: TensorInfo): void
  /** Where the values of a tensor are. */
  at(tensor: TensorInfo): number
  /** The values of a tensor, until something is made or lent: that may move the heap. */
  view(tensor: TensorInfo): Float32Array | Int32Array | Uint8Array
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
    make(shape, dtype = 'float32') {
      const tensor = backend.makeOutput([...shape], dtype)
      if (backend.getMemoryOffset(tensor.dataId) !== 0) return tensor
      backend.disposeData(tensor.dataId)
      throw new Error(`${fullHeap} for a tensor [${shape}].`)
    },
    share({ dataId, shape, dtype }) {
      backend.incRef(dataId)
      return { dataId, shape, dtype }
    },
    free: ({ dataId }) => {
      backend.disposeData(dataId)
    },
    at: ({ dataId }) => backend.getMemoryOffset(dataId),
    view: (tensor) => backend.typedArrayFromHeap(tensor),
    lend(bytes, use) {
      const at = backend.wasm._malloc(bytes) >>> 0
      if (at === 0) throw new Error(`${fullHeap} for ${bytes} bytes.`)
      try {
        use(at)
      } finally {
        backend.wasm._free(at)
      }
    },
  }
}

const fullHeap = 'The heap of the engine "wasm", which ends at 4 GB, has no room'
