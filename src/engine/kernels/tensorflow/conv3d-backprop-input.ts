import type { Conv3DBackpropInputV2Attrs, KernelConfig, Tensor4D, Tensor5D } from '@tensorflow/tfjs-core'
import type { Tf } from '../../tf.js'
import type { NodeBackend } from './node-backend.js'

/**
 * The gradient of a convolution's input in three dimensions, on the CPU as a sum over the layers of the filter, each of
 * which is a convolution in two: as there, oneDNN is wrong for many numbers of channels, and in three it cannot be avoided.
 *
 * dy `[batch, outDepth, outHeight, outWidth, out]`, filter `[depth, height, width, in, out]`
 * -> `[batch, inDepth, inHeight, inWidth, in]`.
 */
export function conv3dBackpropInput(tf: Tf): KernelConfig {
  const { kernelFunc } = tf.getKernel(tf.Conv3DBackpropInputV2, 'tensorflow')
  return {
    kernelName: tf.Conv3DBackpropInputV2,
    backendName: 'tensorflow',
    kernelFunc: (call) => {
      if ((call.backend as NodeBackend).isUsingGpuDevice) return kernelFunc(call)
      const { dy, filter } = call.inputs as { dy: Tensor5D; filter: Tensor5D }
      const { strides, pad, inputShape } = call.attrs as unknown as Conv3DBackpropInputV2Attrs
      const info = tf.backend_util.computeConv3DInfo(inputShape, filter.shape, strides, 1, pad)
      const { batchSize: batch, outDepth, inDepth, inHeight, inWidth, inChannels, outChannels } = info
      const layerStrides: [number, number] = [info.strideHeight, info.strideWidth]
      const layerShape: [number, number, number, number] = [batch * outDepth, inHeight, inWidth, inChannels]
      const size = inHeight * inWidth * inChannels
      // TensorFlow.js takes off what the strides do not reach.
      const front = Math.max(info.padInfo.front, 0)
      const padded = Math.max(inDepth, (outDepth - 1) * info.strideDepth + info.filterDepth)
      return tf.tidy(() => {
        const layers = tf.reshape(dy, [batch * outDepth, info.outHeight, info.outWidth, outChannels]) as Tensor4D
        const parts = tf.unstack(filter).map((tap, depth) => {
          const attrs = { strides: layerStrides, pad, dataFormat: 'NHWC', inputShape: layerShape }
          const part: InstanceType<Tf['Tensor']> = tf
            .engine()
            .runKernel(tf.Conv2DBackpropInput, { dy: layers, filter: tap }, attrs)
          return inDepthOf(tf, tf.reshape(part, [batch, outDepth, size]), depth, info.strideDepth, padded)
        })
        const sum = tf.slice(tf.addN(parts), [0, front, 0], [batch, inDepth, size])
        return tf.reshape(sum, inputShape)
      })
    },
  }
}

/** Puts layers `[batch, outDepth, size]` where a filter's layer at a depth saw them, among zeros: `[batch, padded, size]`. */
function inDepthOf(tf: Tf, part: InstanceType<Tf['Tensor']>, depth: number, stride: number, padded: number) {
  const [batch, outDepth, size] = part.shape as [number, number, number]
  const spread = tf.pad(tf.reshape(part, [batch, outDepth, 1, size]), [
    [0, 0],
    [0, 0],
    [0, stride - 1],
    [0, 0],
  ])
  const reach = (outDepth - 1) * stride + 1
  const seen = tf.slice(tf.reshape(spread, [batch, outDepth * stride, size]), [0, 0, 0], [batch, reach, size])
  return tf.pad(seen, [
    [0, 0],
    [depth, padded - reach - depth],
    [0, 0],
  ])
}
