import type { Conv2DAttrs, TensorInfo } from '@tensorflow/tfjs-core'
import type { Tf } from '../../tf.js'
import type { Assembly } from './assembly.js'
import { conv2dInfo } from './conv2d-info.js'
import { convolveTiled } from './convolve-tiled.js'
import { isTiled } from './is-tiled.js'
import { multiply } from './multiply.js'
import { setForwardGrid } from './set-forward-grid.js'
import type { Heap } from './wasm-kernel.js'

/**
 * A convolution: in tiles where it can be, else as the product of the patches that the filter sees with the filter.
 *
 * x `[batch, inHeight, inWidth, inChannels]`, filter `[height, width, inChannels, outChannels]` ->
 * `[batch, outHeight, outWidth, outChannels]`.
 */
export function convolve(
  tf: Tf,
  assembly: Assembly,
  heap: Heap,
  { x, filter }: { readonly x: TensorInfo; readonly filter: TensorInfo },
  attrs: Conv2DAttrs,
): TensorInfo {
  const info = conv2dInfo(tf, x.shape, filter.shape, attrs)
  const out = heap.make(info.outShape)
  if (isTiled(info)) {
    const { top, left } = info.padInfo
    convolveTiled(assembly, heap, { x, filter, isTurned: false, pad: [top, left], out })
    return out
  }
  setForwardGrid(assembly, info, heap.at(x))
  assembly.setLeftPatches(false)
  assembly.setRight(heap.at(filter), info.outChannels)
  multiply(assembly, heap, out, {
    m: info.batchSize * info.outHeight * info.outWidth,
    n: info.outChannels,
    k: info.filterHeight * info.filterWidth * info.inChannels,
  })
  return out
}
