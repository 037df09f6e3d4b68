import type { KernelConfig, MaxPoolGradAttrs, TensorInfo } from '@tensorflow/tfjs-core'
import type { Tf } from '../../engine.js'
import type { Assembly } from './assembly.js'
import { wasmKernel } from './backend.js'

/**
 * The gradient of max-pooling: each window gives its gradient to its largest value, to the first one of equals (row by
 * row), as libtensorflow does. The backend's own kernel loses the gradient of windows without a positive value, gives
 * that of equals to the last one, and is slower.
 *
 * x `[batch, inHeight, inWidth, channels]`, dy `[batch, outHeight, outWidth, channels]` -> the shape of x.
 */
export function maxPoolGrad(tf: Tf, assembly: Assembly): KernelConfig {
  return wasmKernel<MaxPoolGradAttrs>(tf.MaxPoolGrad, (heap, inputs, attrs) => {
    const { dy, input: x } = inputs as { dy: TensorInfo; input: TensorInfo }
    const shape = x.shape as [number, number, number, number]
    const { filterSize, strides, pad, dimRoundingMode } = attrs
    const info = tf.backend_util.computePool2DInfo(shape, filterSize, strides, 1, pad, dimRoundingMode)
    const out = heap.make(shape)
    assembly.maxPoolGrad(
      heap.at(x),
      heap.at(dy),
      heap.at(out),
      info.batchSize,
      info.inHeight,
      info.inWidth,
      info.inChannels,
      info.outHeight,
      info.outWidth,
      info.filterHeight,
      info.filterWidth,
      info.strideHeight,
      info.strideWidth,
      info.padInfo.top,
      info.padInfo.left,
    )
    return out
  })
}
