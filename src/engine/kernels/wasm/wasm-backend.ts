import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm'

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
