import type { Conv2DAttrs, KernelConfig, TensorInfo } from '@tensorflow/tfjs-core'
import type { Tf } from '../../tf.js'
import type { Assembly } from './assembly.js'
import { conv2dInfo } from './conv2d-info.js'
import { convolveTiled } from './convolve-tiled.js'
import { isTiled } from './is-tiled.js'
import { multiply } from './multiply.js'
import { setForwardGrid } from './set-forward-grid.js'
import { wasmKernel } from './wasm-kernel.js'

/**
 * A convolution, as the product of the patches that the filter sees with the filter; the backend's own takes up to twice
 * as long.
 *
 * x `[batch, inHeight, inWidth, inChannels]`, filter `[height, width, inChannels, outChannels]` ->
 * `[batch, outHeight, outWidth, outChannels]`.
 */
export function conv2d(tf: Tf, assembly: Assembly): KernelConfig {
  return wasmKernel<Conv2DAttrs>(tf.Conv2D, (heap, inputs, attrs) => {
    const { x, filter } = inputs as { x: TensorInfo; filter: TensorInfo }
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
  })
}
