import type { Conv2DAttrs, KernelConfig, TensorInfo } from '@tensorflow/tfjs-core'
import type { Tf } from '../../tf.js'
import type { Assembly } from './assembly.js'
import { convolve } from './convolve.js'
import { wasmKernel } from './wasm-kernel.js'

/** A convolution; the backend's own takes two to three times as long. */
export function conv2d(tf: Tf, assembly: Assembly): KernelConfig {
  return wasmKernel<Conv2DAttrs>(tf.Conv2D, (heap, inputs, attrs) =>
    convolve(tf, assembly, heap, inputs as { x: TensorInfo; filter: TensorInfo }, attrs),
  )
}
