import type { Conv2DBackpropInputAttrs, KernelConfig, Tensor4D } from '@tensorflow/tfjs-core'
import type { Tf } from '../../tf.js'
import { attributes } from './attributes.js'
import type { NodeBackend } from './node-backend.js'

/**
 * The gradient of a convolution's input, as tfjs-node has it, but on the CPU by libtensorflow's own kernel where oneDNN, as
 * libtensorflow 2.21 has it, cannot be relied on: for one channel and for many other numbers of channels (36, 80, 112, ...;
 * which depends on the processor and the size of the images) its result is wrong by a tenth of its norm or more.
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
      const isChannelsFirst = dataFormat === 'NCHW'
      const shape = isChannelsFirst ? channelsLast(inputShape) : inputShape
      const info = tf.backend_util.computeConv2DInfo(shape, filter.shape, strides, 1, pad, dimRoundingMode)
      if (backend.isUsingGpuDevice || isRight(info)) return kernelFunc(call)
      if (!isChannelsFirst) return withoutOneDnn(tf, backend, dy, filter, info)
      return tf.tidy(() => {
        const last = tf.transpose(dy, [0, 2, 3, 1])
        return tf.transpose(withoutOneDnn(tf, backend, last, filter, info), [0, 3, 1, 2])
      })
    },
  }
}

type ConvInfo = ReturnType<Tf['backend_util']['computeConv2DInfo']>

/** Whether oneDNN was right wherever it was tried, with AVX2 and AVX-512: up to 640 channels and images of 48x48. */
function isRight({ strideHeight, strideWidth, filterHeight, filterWidth, inChannels, outChannels }: ConvInfo): boolean {
  const isDense = strideHeight * strideWidth === 1 && filterHeight * filterWidth > 1
  return isDense && inChannels > 1 && outChannels > 1 && (inChannels <= 32 || inChannels % 32 === 0)
}

/** oneDNN takes no explicit paddings, so asking for these leads past it. */
function withoutOneDnn(tf: Tf, backend: NodeBackend, dy: Tensor4D, filter: Tensor4D, info: ConvInfo) {
  const { float32, integer, text } = attributes(backend.binding)
  const { top, bottom, left, right } = info.padInfo
  const given = [
    float32('T'),
    integer('strides', [1, info.strideHeight, info.strideWidth, 1]),
    text('padding', 'EXPLICIT'),
    integer('explicit_paddings', [0, 0, top, bottom, left, right, 0, 0]),
    text('data_format', 'NHWC'),
  ]
  const sizes = tf.tensor1d(info.inShape, 'int32')
  try {
    return backend.executeMultipleOutputs('Conv2DBackpropInput', given, [sizes, filter, dy], 1)[0] as Tensor4D
  } finally {
    sizes.dispose()
  }
}

type Shape = readonly [number, number, number, number]

function channelsLast([batch, channels, height, width]: Shape): [number, number, number, number] {
  return [batch, height, width, channels]
}
