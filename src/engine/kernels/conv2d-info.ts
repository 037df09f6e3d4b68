import type { backend_util, Conv2DAttrs } from '@tensorflow/tfjs-core'
import type { Tf } from '../tf.js'

/** Sizes, strides and paddings of the forward convolution that is being differentiated (tfjs allows no dilation there). */
export function conv2dInfo(
  tf: Tf,
  inputShape: readonly number[],
  filterShape: readonly number[],
  attrs: Pick<Conv2DAttrs, 'strides' | 'pad' | 'dimRoundingMode'>,
): backend_util.Conv2DInfo {
  return tf.backend_util.computeConv2DInfo(
    inputShape as [number, number, number, number],
    filterShape as [number, number, number, number],
    attrs.strides,
    1,
    attrs.pad,
    attrs.dimRoundingMode,
  )
}
