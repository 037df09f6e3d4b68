import type {
  backend_util,
  DepthwiseConv2dNativeAttrs,
  DepthwiseConv2dNativeBackpropFilterAttrs,
  DepthwiseConv2dNativeBackpropInputAttrs,
  KernelConfig,
  TensorInfo,
} from '@tensorflow/tfjs-core'
import type { Tf } from '../../engine.js'
import type { Assembly } from './assembly.js'
import { outSize, wasmKernel } from './backend.js'

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

/** Tells `assembly/depthwise.ts` the sizes of a depthwise convolution, from its shapes and its gradient dy. */
function setDepthwise(
  tf: Tf,
  assembly: Assembly,
  shapes: { readonly input: readonly number[]; readonly filter: readonly number[] },
  dy: TensorInfo,
  { strides, dilations, pad, dimRoundingMode }: Omit<DepthwiseConv2dNativeAttrs, 'dataFormat'>,
): backend_util.Conv2DInfo {
  const info = tf.backend_util.computeConv2DInfo(
    shapes.input as [number, number, number, number],
    shapes.filter as [number, number, number, number],
    strides,
    dilations ?? 1,
    pad,
    dimRoundingMode,
    true,
  )
  if (info.dilationHeight !== 1 || info.dilationWidth !== 1) {
    throw new Error('The engine "wasm" has no gradients of depthwise convolutions with dilation.')
  }
  const { inHeight, inWidth, inChannels, outChannels, filterHeight, filterWidth } = info
  const { outHeight, outWidth } = outSize(dy)
  const multiplier = outChannels / inChannels
  assembly.setDepthwise(inHeight, inWidth, inChannels, multiplier, outHeight, outWidth, filterHeight, filterWidth)
  assembly.setDepthwiseSteps(info.strideHeight, info.strideWidth, info.padInfo.top, info.padInfo.left)
  return info
}
