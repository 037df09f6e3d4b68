import type { Tf } from '../../../engine/tf.js'
import type { Tensor } from '../../tensors/tensor.js'
import type { Convolution, MakeConvolution } from './convolution.js'
import { imagesShape } from './images-shape.js'
import type { SymbolicTensor } from './layer.js'
import { padImages } from './pad-images.js'
import { withBias } from './with-bias.js'

type Tensor4D = ReturnType<Tf['tensor4d']>

export interface DepthwiseConvOptions {
  readonly name: string
  /** Side of the filter, odd. */
  readonly size: number
  readonly strides?: number
}

/**
 * A convolution of every channel by itself, without a bias, with PyTorch's padding of (size - 1) / 2: [height, width,
 * channels] -> [ceil(height / strides), ceil(width / strides), channels]. Weight NAME.depthwise_kernel [size, size,
 * channels, 1].
 */
export function depthwiseConv({ name, size, strides = 1 }: DepthwiseConvOptions): MakeConvolution {
  const padding = padImages(size)
  const names = { kernel: `${name}.depthwise_kernel`, bias: undefined }
  return (input) => {
    const [height, width, channels] = imagesShape(name, input)
    const convolve = (tf: Tf, x: Tensor, kernel: Tensor) =>
      tf.depthwiseConv2d(padding.apply(tf, x as Tensor4D), kernel as Tensor4D, strides, 'valid')
    return {
      output: [Math.ceil(height / strides), Math.ceil(width / strides), channels],
      weights: withBias({
        name: names.kernel,
        shape: [size, size, channels, 1],
        fanIn: size * size,
        outputs: channels,
      }),
      names,
      convolve,
      convolveWithBias: (tf, x, kernel, bias, activation) => {
        const y = tf.add(convolve(tf, x, kernel), bias)
        return activation === 'relu' ? tf.relu(y) : y
      },
      scaleKernel: (tf, kernel, scale) => tf.mul(kernel, tf.reshape(scale, [channels, 1])),
      train: ({ tf, weights }, x) => convolve(tf, x, weights[names.kernel]!),
      predict: (tf, weights, x) => convolve(tf, x, weights[names.kernel]!),
      connect: (tf, x) => {
        const layer = tf.layers.depthwiseConv2d({
          name,
          kernelSize: size,
          strides,
          padding: 'valid',
          useBias: false,
          depthwiseInitializer: 'zeros',
        })
        return layer.apply(padding.connect(tf, x, `${name}.pad`)) as SymbolicTensor
      },
    } satisfies Convolution
  }
}
