import type { Conv2DBackpropFilterAttrs, KernelConfig, Tensor4D } from '@tensorflow/tfjs-core'
import type { Tf } from '../../tf.js'

/**
 * The gradient of a convolution's filter, as tfjs-node has it but for filters of 1x1 with strides: with fewer than eight
 * channels libtensorflow 2.21 with oneDNN writes past its memory there. Such a filter sees only every so many pixels, so
 * they are taken first, and the strides are then 1.
 *
 * x `[batch, inHeight, inWidth, in]`, dy `[batch, outHeight, outWidth, out]` -> `[height, width, in, out]`.
 */
export function conv2dBackpropFilter(tf: Tf): KernelConfig {
  const { kernelFunc } = tf.getKernel(tf.Conv2DBackpropFilter, 'tensorflow')
  return {
    kernelName: tf.Conv2DBackpropFilter,
    backendName: 'tensorflow',
    kernelFunc: (call) => {
      const attrs = call.attrs as unknown as Conv2DBackpropFilterAttrs
      const [down, right = down] = [attrs.strides].flat() as [number, number?]
      const [height, width] = attrs.filterShape
      const skips = height === 1 && width === 1 && (down > 1 || right > 1)
      if (!skips || attrs.dataFormat !== 'NHWC') return kernelFunc(call)
      const x = call.inputs.x as Tensor4D
      const seen = tf.stridedSlice(x, [0, 0, 0, 0], x.shape, [1, down, right, 1])
      try {
        return kernelFunc({ ...call, inputs: { ...call.inputs, x: seen }, attrs: { ...call.attrs, strides: [1, 1] } })
      } finally {
        seen.dispose()
      }
    },
  }
}
