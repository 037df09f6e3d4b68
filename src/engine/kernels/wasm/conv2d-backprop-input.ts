import type { backend_util, Conv2DBackpropInputAttrs, KernelConfig, TensorInfo } from '@tensorflow/tfjs-core'
import type { Tf } from '../../tf.js'
import type { Assembly } from './assembly.js'
import { conv2dInfo } from './conv2d-info.js'
import { convolveTiled } from './convolve-tiled.js'
import { cropImages } from './crop-images.js'
import { isTiled } from './is-tiled.js'
import { multiply } from './multiply.js'
import { outSize } from './out-size.js'
import { type Heap, wasmKernel } from './wasm-kernel.js'

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
    const { dy: given, filter } = inputs as { dy: TensorInfo; filter: TensorInfo }
    const forward = conv2dInfo(tf, attrs.inputShape, filter.shape, attrs)
    const dy = inputOfTranspose(heap, given, forward)
    const info = { ...forward, ...outSize(dy) }
    const out = heap.make(info.inShape)
    if (isTiled(info)) {
      const { top, left } = info.padInfo
      convolveTiled(assembly, heap, { x: dy, filter, isTurned: true, pad: [2 - top, 2 - left], out })
    } else {
      multiplyPatches(assembly, heap, { dy, filter, info, out })
    }
    if (dy !== given) heap.free(dy)
    return out
  })
}

function multiplyPatches(
  assembly: Assembly,
  heap: Heap,
  { dy, filter, info, out }: { dy: TensorInfo; filter: TensorInfo; info: backend_util.Conv2DInfo; out: TensorInfo },
): void {
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
}

/**
 * A transposed convolution may be given more than the forward pass of its output makes, whichever way that rounds: tfjs
 * then looks at the first rows and columns.
 */
function inputOfTranspose(heap: Heap, dy: TensorInfo, { outHeight, outWidth }: backend_util.Conv2DInfo): TensorInfo {
  const [, height, width] = dy.shape as [number, number, number, number]
  return height <= outHeight + 1 && width <= outWidth + 1
    ? dy
    : cropImages(heap, dy, Math.min(height, outHeight), Math.min(width, outWidth))
}
