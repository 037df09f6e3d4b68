import type {
  Conv2DBackpropFilterAttrs,
  Conv2DBackpropInputAttrs,
  Conv3DBackpropInputV2Attrs,
  KernelConfig,
  Tensor4D,
  Tensor5D,
} from '@tensorflow/tfjs-core'
import type { Tf } from '../../engine.js'
import { attributes, type NodeBackend } from './backend.js'

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
