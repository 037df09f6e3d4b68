import type { Conv2DBackpropInputAttrs, KernelConfig, Tensor4D } from '@tensorflow/tfjs-core'
import type { Tf } from '../../tf.js'
import { attributes } from './attributes.js'
import type { NodeBackend } from './node-backend.js'

/**
 * The gradient of a convolution's input, as tfjs-node has it, but on the CPU by libtensorflow's own kernel where oneDNN, as
 * libtensorflow 2.21 has it, cannot be relied on: for many numbers of channels (36, 80, 112, ...; which depends on the
 * processor and the size of the images) its result is wrong by a third. oneDNN takes no explicit paddings, so asking
 * for these leads past it.
 *
 * dy `[batch, outHeight, outWidth, out]`, filter `[height, width, in, out]` -> `[batch, inHeight, inWidth, in]`.
 */
export function conv2dBackpropInput(tf: Tf): KernelConfig {
  const { kernelFunc } = tf.getKernel(tf.Conv2DBackpropInput, 'tensorflow')
  return {
    kernelName: tf.Conv2DBackpropInput,
    backendName: 'tensorflow',
    kernelFunc: (call) => {
      const backend = call.backend as NodeBackend
      const { dy, filter } = call.inputs as { dy: Tensor4D; filter: Tensor4D }
      const { strides, pad, dimRoundingMode, dataFormat, inputShape } =
        call.attrs as unknown as Conv2DBackpropInputAttrs
      const info = tf.backend_util.computeConv2DInfo(inputShape, filter.shape, strides, 1, pad, dimRoundingMode)
      if (isRight(info) || backend.isUsingGpuDevice || dataFormat !== 'NHWC') return kernelFunc(call)
      const { top, bottom, left, right } = info.padInfo
      const { float32, integer, text } = attributes(backend.binding)
      const sizes = tf.tensor1d(inputShape, 'int32')
      try {
        const given = [
          float32('T'),
          integer('strides', [1, info.strideHeight, info.strideWidth, 1]),
          text('padding', 'EXPLICIT'),
          integer('explicit_paddings', [0, 0, top, bottom, left, right, 0, 0]),
          text('data_format', 'NHWC'),
        ]
        return backend.executeMultipleOutputs('Conv2DBackpropInput', given, [sizes, filter, dy], 1)[0]!
      } finally {
        sizes.dispose()
      }
    },
  }
}

/** Whether oneDNN was right in every trial, with AVX2 and with AVX-512, of channels up to 640 and sizes up to 48. */
function isRight({ strideHeight, strideWidth, filterHeight, filterWidth, inChannels }: ConvInfo): boolean {
  const isDense = strideHeight * strideWidth === 1 && filterHeight * filterWidth > 1
  return isDense && (inChannels <= 32 || inChannels % 32 === 0)
}

type ConvInfo = ReturnType<Tf['backend_util']['computeConv2DInfo']>
