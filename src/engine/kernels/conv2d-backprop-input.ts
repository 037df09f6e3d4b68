import type { Conv2DBackpropInputAttrs, KernelConfig, TensorInfo } from '@tensorflow/tfjs-core'
import type { Tf } from '../tf.js'
import { conv2dInfo } from './conv2d-info.js'
import { explicitPad } from './explicit-pad.js'
import { placeImages } from './place-images.js'
import { wasmKernel } from './wasm-kernel.js'

/**
 * The gradient of a convolution with respect to its input, as a forward convolution: `dy`, spread out by the stride and
 * padded, with the filter turned by 180 degrees and its channels swapped.
 *
 * dy `[batch, outHeight, outWidth, outChannels]`, filter `[height, width, inChannels, outChannels]` ->
 * `[batch, inHeight, inWidth, inChannels]`. (Dumoulin and Visin, "A guide to convolution arithmetic for deep learning",
 * arXiv 1603.07285, section 4.)
 */
export function conv2dBackpropInput(tf: Tf): KernelConfig {
  return wasmKernel<Conv2DBackpropInputAttrs>(tf, tf.Conv2DBackpropInput, (kernels, inputs, attrs) => {
    const { dy, filter } = inputs as { dy: TensorInfo; filter: TensorInfo }
    const info = conv2dInfo(tf, attrs.inputShape, filter.shape, attrs)
    const turned = kernels.run(tf.Reverse, { x: filter }, { dims: [0, 1] })
    const swapped = kernels.run(tf.Transpose, { x: turned }, { perm: [0, 1, 3, 2] })
    // Negative where the forward pass padded by more than the filter reaches: there rows of dy are left out.
    const [top, left] = [info.filterHeight - 1 - info.padInfo.top, info.filterWidth - 1 - info.padInfo.left]
    const [height, width] = [info.inHeight + info.filterHeight - 1, info.inWidth + info.filterWidth - 1]
    const [bottom, right] = [height - top - info.outHeight, width - left - info.outWidth]
    const convolve = (x: TensorInfo, pad: ReturnType<typeof explicitPad> | 'valid') =>
      kernels.run(tf.Conv2D, { x, filter: swapped }, { strides: 1, dilations: 1, pad, dataFormat: 'NHWC' })

    const { strideHeight, strideWidth } = info
    const padsSuffice = strideHeight === 1 && strideWidth === 1 && Math.min(top, left, bottom, right) >= 0
    if (padsSuffice) {
      const dx = convolve(dy, explicitPad([top, bottom], [left, right]))
      kernels.free(turned, swapped)
      return dx
    }
    const spread = placeImages(kernels.backend, dy, { height, width, top, left, strideHeight, strideWidth })
    const dx = convolve(spread, 'valid')
    kernels.free(turned, swapped, spread)
    return dx
  })
}
