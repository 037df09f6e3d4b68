import type { backend_util, DepthwiseConv2dNativeAttrs, TensorInfo } from '@tensorflow/tfjs-core'
import type { Tf } from '../../tf.js'
import type { Assembly } from './assembly.js'
import { outSize } from './out-size.js'

/** Tells `assembly/depthwise.ts` the sizes of a depthwise convolution, from its shapes and its gradient dy. */
export function setDepthwise(
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
