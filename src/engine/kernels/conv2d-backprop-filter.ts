import type { backend_util, Conv2DBackpropFilterAttrs, KernelConfig, TensorInfo } from '@tensorflow/tfjs-core'
import type { Tf } from '../tf.js'
import { conv2dInfo } from './conv2d-info.js'
import { explicitPad } from './explicit-pad.js'
import { placeImages } from './place-images.js'
import { type OtherKernels, wasmKernel } from './wasm-kernel.js'

/**
 * The gradient of a convolution with respect to its filter, as a forward convolution in which batch and channels change
 * places: the input channels are the images, the images are the channels, and `dy`, dilated by the stride, is the filter.
 *
 * x `[batch, inHeight, inWidth, inChannels]`, dy `[batch, outHeight, outWidth, outChannels]` ->
 * `[height, width, inChannels, outChannels]`.
 */
export function conv2dBackpropFilter(tf: Tf): KernelConfig {
  return wasmKernel<Conv2DBackpropFilterAttrs>(tf, tf.Conv2DBackpropFilter, (kernels, inputs, attrs) => {
    const { x, dy } = inputs as { x: TensorInfo; dy: TensorInfo }
    const info = conv2dInfo(tf, x.shape, attrs.filterShape, attrs)
    const images = imagesPerPart(info)
    let total = partOfBatch(tf, kernels, info, x, dy, 0, images)
    for (let first = images; first < info.batchSize; first += images) {
      const part = partOfBatch(tf, kernels, info, x, dy, first, images)
      const sum = kernels.run(tf.Add, { a: total, b: part }, {})
      kernels.free(total, part)
      total = sum
    }
    const filterGradient = kernels.run(tf.Transpose, { x: total }, { perm: [1, 2, 0, 3] })
    kernels.free(total)
    return filterGradient
  })
}

/** The batch is taken in parts of about 4 MiB: the work needs a few copies of a part, and sums stay short and so precise. */
function imagesPerPart(info: backend_util.Conv2DInfo): number {
  const pixels = Math.max(
    info.inHeight * info.inWidth * info.inChannels,
    info.outHeight * info.outWidth * info.outChannels,
  )
  return Math.min(info.batchSize, Math.max(1, Math.floor(2 ** 20 / pixels)))
}

/** The gradient from some of the images, as `[inChannels, height, width, outChannels]`. */
function partOfBatch(
  tf: Tf,
  { backend, run, free }: OtherKernels,
  info: backend_util.Conv2DInfo,
  x: TensorInfo,
  dy: TensorInfo,
  first: number,
  images: number,
): TensorInfo {
  const count = Math.min(images, info.batchSize - first)
  const { top, left } = info.padInfo
  // What the dilated dy covers when it moves by the filter's size: beyond the input it is padded with zeros; input rows
  // that a stride with a remainder never reached are left out.
  const height = (info.outHeight - 1) * info.strideHeight + info.filterHeight - top
  const width = (info.outWidth - 1) * info.strideWidth + info.filterWidth - left
  const [rows, columns] = [Math.min(height, info.inHeight), Math.min(width, info.inWidth)]
  const all = { top: 0, left: 0, strideHeight: 1, strideWidth: 1 }
  const someX = placeImages(backend, x, { ...all, height: rows, width: columns }, first, count)
  const someDy = placeImages(backend, dy, { ...all, height: info.outHeight, width: info.outWidth }, first, count)
  const swappedX = run(tf.Transpose, { x: someX }, { perm: [3, 1, 2, 0] })
  const swappedDy = run(tf.Transpose, { x: someDy }, { perm: [1, 2, 0, 3] })
  const gradient = run(
    tf.Conv2D,
    { x: swappedX, filter: swappedDy },
    {
      strides: 1,
      dilations: [info.strideHeight, info.strideWidth],
      pad: explicitPad([top, height - rows], [left, width - columns]),
      dataFormat: 'NHWC',
    },
  )
  free(someX, someDy, swappedX, swappedDy)
  return gradient
}
