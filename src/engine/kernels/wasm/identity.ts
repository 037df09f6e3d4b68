import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core'
import type { Tf } from '../../tf.js'
import { wasmKernel } from './wasm-kernel.js'

/** The same values under another name, as on the other backends; the backend's own copies them, which every clone pays. */
export function identity(tf: Tf): KernelConfig {
  return wasmKernel<object>(tf.Identity, (heap, inputs) => heap.share((inputs as { x: TensorInfo }).x))
}
