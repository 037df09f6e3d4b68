import type { Conv2DBackpropFilterAttrs, KernelConfig, TensorInfo } from '@tensorflow/tfjs-core'
import type { Tf } from '../../tf.js'
import type { Assembly } from './assembly.js'
import { conv2dInfo } from './conv2d-info.js'
import { isTiled } from './is-tiled.js'
import { multiply } from './multiply.js'
import { outSize } from './out-size.js'
import { setForwardGrid } from './set-forward-grid.js'
import { wasmKernel } from './wasm-kernel.js'

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
