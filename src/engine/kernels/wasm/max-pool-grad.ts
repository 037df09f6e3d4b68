import type { KernelConfig, MaxPoolGradAttrs, TensorInfo } from '@tensorflow/tfjs-core'
import type { Tf } from '../../tf.js'
import { wasmKernel } from './wasm-kernel.js'

/**
 * The gradient of max-pooling: each window gives its gradient to its largest value, to the first one of equals (row by
 * row), as libtensorflow does. The backend's own kernel loses the gradient of windows without a positive value, gives
 * that of equals to the last one, and is slower.
 *
 * x `[batch, inHeight, inWidth, channels]`, dy `[batch, outHeight, outWidth, channels]` -> the shape of x.
 */
export function maxPoolGrad(tf: Tf): KernelConfig {
  return wasmKernel<MaxPoolGradAttrs>(tf.MaxPoolGrad, ({ backend }, inputs, attrs) => {
    const { dy, input: x } = inputs as { dy: TensorInfo; input: TensorInfo }
    const shape = x.shape as [number, number, number, number]
    const { filterSize, strides, pad, dimRoundingMode } = attrs
    const info = tf.backend_util.computePool2DInfo(shape, filterSize, strides, 1, pad, dimRoundingMode)
    const out = backend.makeOutput(shape, x.dtype)
    // Views of the heap are taken after the allocation, which may have moved it.
    const [values, gradients, result] = [x, dy, out].map((tensor) => backend.typedArrayFromHeap(tensor)) as [
      Float32Array,
      Float32Array,
      Float32Array,
    ]
    result.fill(0)
    const { inHeight, inWidth, inChannels, outHeight, outWidth, filterHeight, filterWidth, padInfo } = info
    let from = 0
    for (let n = 0; n < info.batchSize; n++) {
      for (let i = 0; i < outHeight; i++) {
        const [top, bottom] = window(i * info.strideHeight - padInfo.top, filterHeight, inHeight)
        for (let j = 0; j < outWidth; j++) {
          const [left, right] = window(j * info.strideWidth - padInfo.left, filterWidth, inWidth)
          for (let channel = 0; channel < inChannels; channel++) {
            const first = ((n * inHeight + top) * inWidth + left) * inChannels + channel
            let largest = first
            for (let row = top; row < bottom; row++) {
              let at = first + (row - top) * inWidth * inChannels
              for (let column = left; column < right; column++, at += inChannels) {
                if (values[at]! > values[largest]!) largest = at
              }
            }
            result[largest]! += gradients[from++]!
          }
        }
      }
    }
    return out
  })
}

/** The part of a window that lies inside the image. */
function window(start: number, length: number, size: number): readonly [number, number] {
  return [Math.max(0, start), Math.min(size, start + length)]
}
