import type { DepthwiseConv2dNativeBackpropFilterAttrs, KernelConfig, TensorInfo } from '@tensorflow/tfjs-core'
import type { Tf } from '../../tf.js'
import type { Assembly } from './assembly.js'
import { setDepthwise } from './set-depthwise.js'
import { wasmKernel } from './wasm-kernel.js'

/**
 * The gradient of a depthwise convolution with respect to its filter, which the backend lacks.
 *
 * x `[batch, inHeight, inWidth, channels]`, dy `[batch, outHeight, outWidth, channels * multiplier]` ->
 * `[height, width, channels, multiplier]`.
 */
export function depthwiseBackpropFilter(tf: Tf, assembly: Assembly): KernelConfig {
  return wasmKernel<DepthwiseConv2dNativeBackpropFilterAttrs>(
    tf.DepthwiseConv2dNativeBackpropFilter,
    (heap, inputs, attrs) => {
      const { x, dy } = inputs as { x: TensorInfo; dy: TensorInfo }
      const shapes = { input: x.shape, filter: attrs.filterShape }
      const { batchSize, filterShape } = setDepthwise(tf, assembly, shapes, dy, attrs)
      const out = heap.make(filterShape)
      assembly.depthwiseFilterGrad(heap.at(x), heap.at(dy), heap.at(out), batchSize)
      return out
    },
  )
}
