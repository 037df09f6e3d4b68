import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm'
import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core'
import type { Tf } from '../../engine.js'

/** The wasm backend as far as our kernels look at it. */
export type WasmBackend = Pick<
  BackendWasm,
  'makeOutput' | 'disposeData' | 'incRef' | 'getMemoryOffset' | 'typedArrayFromHeap'
> & {
  /** Emscripten's module. */
  readonly wasm: {
    readonly asm: { readonly memory: object }
    _malloc(bytes: number): number
    _free(at: number): void
  }
}

type Inputs = Readonly<Record<string, TensorInfo>>

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

/** The same values under another name, as on the other backends; the backend's own copies them, which every clone pays. */
export function identity(tf: Tf): KernelConfig {
  return wasmKernel<object>(tf.Identity, (heap, inputs) => heap.share((inputs as { x: TensorInfo }).x))
}

/**
 * The size of a convolution's result, from its gradient `[batch, outHeight, outWidth, outChannels]`. tfjs does not tell
 * gradients how the forward pass rounded it.
 */
export function outSize(dy: TensorInfo): { readonly outHeight: number; readonly outWidth: number } {
  return { outHeight: dy.shape[1]!, outWidth: dy.shape[2]! }
}
