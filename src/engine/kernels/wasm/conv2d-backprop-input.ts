import type { Conv2DBackpropInputAttrs, KernelConfig, TensorInfo } from '@tensorflow/tfjs-core'
import type { Tf } from '../../tf.js'
import type { Assembly } from './assembly.js'
import { conv2dInfo } from './conv2d-info.js'
import { multiply } from './multiply.js'
import { outSize } from './out-size.js'
import { wasmKernel } from './wasm-kernel.js'

/**
 * The gradient of a convolution with respect to its input, as the product of the patches of `dy` that each pixel went
 * into with the filter, its channels swapped.
 *
 * dy `[batch, outHeight, outWidth, outChannels]`, filter `[height, width, inChannels, outChannels]` ->
 * `[batch, inHeight, inWidth, inChannels]`. (Dumoulin and Visin, "A guide to convolution arithmetic for deep learning",
 * arXiv 1603.07285, section 4.)
 */
export function conv2dBackpropInput(tf: Tf, assembly: Assembly): KernelConfig {
  return wasmKernel<Conv2DBackpropInputAttrs>(tf.Conv2DBackpropInput, (heap, inputs, attrs) => {
    const { dy, filter } = inputs as { dy: TensorInfo; filter: TensorInfo }
    const info = { ...conv2dInfo(tf, attrs.inputShape, filter.shape, attrs), ...outSize(dy) }
    const out = heap.make(info.inShape)
    assembly.setImages(heap.at(dy), info.outHeight, info.outWidth, info.outChannels)
    assembly.setGrid(info.inHeight, info.inWidth, info.filterWidth)
    // Row y of the input met row i of the filter in row (y + padding - i) / stride of the output.
    assembly.setRows(1, -1, info.padInfo.top, info.strideHeight)
    assembly.setColumns(1, -1, info.padInfo.left, info.strideWidth)
    assembly.setLeftPatches(false)
    assembly.setRightTransposed(heap.at(filter), info.inChannels, info.outChannels)
    multiply(assembly, heap, out, {
      m: info.batchSize * info.inHeight * info.inWidth,
      n: info.inChannels,
      k: info.filterHeight * info.filterWidth * info.outChannels,
    })
    return out
  })
}
