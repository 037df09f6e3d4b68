import type { backend_util, Conv2DAttrs } from '@tensorflow/tfjs-core'
import type { Tf } from '../../tf.js'

/** Sizes, strides, dilations and paddings of a forward convolution. */
export function conv2dInfo(
  tf: Tf,
  inputShape: readonly number[],
  filterShape: readonly number[],
  attrs: Pick<Conv2DAttrs, 'strides' | 'pad' | 'dimRoundingMode' | 'dataFormat'> &
    Partial<Pick<Conv2DAttrs, 'dilations'>>,
): backend_util.Conv2DInfo {
  const { strides, dilations = 1, pad, dimRoundingMode, dataFormat } = attrs
  const info = tf.backend_util.computeConv2DInfo(
    inputShape as [number, number, number, number],
    filterShape as [number, number, number, number],
    strides,
    dilations,
    pad,
    dimRoundingMode,
    false,
    tf.backend_util.convertConv2DDataFormat(dataFormat),
  )
  if (info.dataFormat !== 'channelsLast') throw new Error('The engine "wasm" convolves images in the format NHWC only.')
  return info
}
