import type {
  backend_util,
  Conv2DBackpropFilterAttrs,
  Conv2DBackpropInputAttrs,
  KernelConfig,
  TensorInfo,
} from '@tensorflow/tfjs-core'
import type { Tf } from '../../engine.js'
import type { Assembly } from './assembly.js'
import { type Heap, outSize, wasmKernel } from './backend.js'
import { conv2dInfo, convolveTiled, cropImages, isTiled, setForwardGrid } from './convolution.js'
import { multiply } from './matrix-product.js'

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

/**
 * The gradient of a convolution with respect to its filter, as the product of the patches that the filter sees,
 * transposed, with `dy`.
 *
 * x `[batch, inHeight, inWidth, inChannels]`, dy `[batch, outHeight, outWidth, outChannels]` ->
 * `[height, width, inChannels, outChannels]`.
 */
export function conv2dBackpropFilter(tf: Tf, assembly: Assembly): KernelConfig {
  return wasmKernel<Conv2DBackpropFilterAttrs>(tf.Conv2DBackpropFilter, (heap, inputs, attrs) => {
    const { x, dy } = inputs as { x: TensorInfo; dy: TensorInfo }
    const info = { ...conv2dInfo(tf, x.shape, attrs.filterShape, attrs), ...outSize(dy) }
    const out = heap.make(info.filterShape)
    if (isTiled(info)) {
      const { batchSize, inHeight, inWidth, inChannels, outHeight, outWidth, outChannels, padInfo } = info
      assembly.setTiledImages(heap.at(x), inHeight, inWidth, padInfo.top, padInfo.left, outHeight, outWidth)
      heap.lend(assembly.tiledWorkspaceSize(inChannels, outChannels), (workspace) =>
        assembly.tiledFilterGrad(heap.at(dy), batchSize, inChannels, outChannels, heap.at(out), workspace),
      )
      return out
    }
    setForwardGrid(assembly, info, heap.at(x))
    assembly.setLeftPatches(true)
    assembly.setRight(heap.at(dy), info.outChannels)
    multiply(assembly, heap, out, {
      m: info.filterHeight * info.filterWidth * info.inChannels,
      n: info.outChannels,
      k: info.batchSize * info.outHeight * info.outWidth,
    })
    return out
  })
}
