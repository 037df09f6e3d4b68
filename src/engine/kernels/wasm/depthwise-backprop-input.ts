import type { DepthwiseConv2dNativeBackpropInputAttrs, KernelConfig, TensorInfo } from '@tensorflow/tfjs-core'
import type { Tf } from '../../tf.js'
import type { Assembly } from './assembly.js'
import { setDepthwise } from './set-depthwise.js'
import { wasmKernel } from './wasm-kernel.js'

/**
 * The gradient of a depthwise convolution with respect to its input, which the backend lacks.
 *
 * dy `[batch, outHeight, outWidth, channels * multiplier]`, filter `[height, width, channels, multiplier]` ->
 * `[batch, inHeight, inWidth, channels]`.
 */
export function depthwiseBackpropInput(tf: Tf, assembly: Assembly): KernelConfig {
  return wasmKernel<DepthwiseConv2dNativeBackpropInputAttrs>(
    tf.DepthwiseConv2dNativeBackpropInput,
    (heap, inputs, attrs) => {
      const { dy, filter } = inputs as { dy: TensorInfo; filter: TensorInfo }
      const shapes = { input: attrs.inputShape, filter: filter.shape }
      const { batchSize, inShape } = setDepthwise(tf, assembly, shapes, dy, attrs)
      const out = heap.make(inShape)
      assembly.depthwiseInputGrad(heap.at(dy), heap.at(filter), heap.at(out), batchSize)
      return out
    },
  )
}
