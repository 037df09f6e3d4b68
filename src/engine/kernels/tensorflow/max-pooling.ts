import type { KernelConfig, MaxPoolGradAttrs, TensorInfo } from '@tensorflow/tfjs-core'
import type { Tensor, Tf } from '../../engine.js'
import { attributes, type NodeBackend } from './backend.js'

/**
 * The gradient of max-pooling by oneDNN: it pools once more, for the places of the largest values, and is still ten
 * times as fast as libtensorflow's own MaxPoolGrad on one thread.
 *
 * x `[batch, inHeight, inWidth, channels]`, dy `[batch, outHeight, outWidth, channels]` -> the shape of x.
 */
export function maxPoolGrad(tf: Tf): KernelConfig {
  return {
    kernelName: tf.MaxPoolGrad,
    backendName: 'tensorflow',
    kernelFunc: (call) => {
      const backend = call.backend as NodeBackend
      const { dy, input: x } = call.inputs as { dy: TensorInfo; input: TensorInfo }
      const { filterSize, strides, pad, dimRoundingMode } = call.attrs as unknown as MaxPoolGradAttrs
      const shape = x.shape as [number, number, number, number]
      const info = tf.backend_util.computePool2DInfo(shape, filterSize, strides, 1, pad, dimRoundingMode)
      if (info.padInfo.type !== 'VALID' && info.padInfo.type !== 'SAME') {
        throw new Error(`MaxPoolGrad on tensorflow pads "valid" or "same", not ${JSON.stringify(pad)}`)
      }
      const { float32, integer, text, flag, oneDnn } = attributes(backend.binding)
      const given = [
        float32('T'),
        integer('ksize', [1, info.filterHeight, info.filterWidth, 1]),
        integer('strides', [1, info.strideHeight, info.strideWidth, 1]),
        text('padding', info.padInfo.type),
        text('data_format', 'NHWC'),
        oneDnn,
      ]
      const [y, places] = backend.executeMultipleOutputs('_MklNativeMaxPool', given, [x], 2) as [Tensor, Tensor]
      const inputs = [x, y, dy, places]
      const withPlaces = [...given, flag('workspace_enabled', true)]
      const [gradient] = backend.executeMultipleOutputs('_MklNativeMaxPoolGrad', withPlaces, inputs, 1) as [Tensor]
      for (const used of [y, places]) used.dispose()
      return gradient
    },
  }
}
