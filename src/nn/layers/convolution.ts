import type { Tf } from '../../engine/engine.js'
import type { Tensor } from '../tensors.js'
import { imagesShape, type Layer, type SampleShape, type SymbolicTensor, withBias } from './layer.js'

type Tensor1D = ReturnType<Tf['tensor1d']>
type Tensor4D = ReturnType<Tf['tensor4d']>

export interface ConvOptions {
  readonly name: string
  readonly filters: number
  /** Side of the filter, odd. */
  readonly size: number
  readonly strides?: number
  readonly hasBias?: boolean
}

/**
 * A convolution with PyTorch's padding of (size - 1) / 2: [height, width, in] -> [ceil(height / strides),
 * ceil(width / strides), filters]. Weights NAME.kernel [size, size, in, filters] and NAME.bias [filters].
 */
export function conv({ name, filters, size, strides = 1, hasBias = true }: ConvOptions): MakeConvolution {
  // With stride 1 the engine pads the same by itself; with another it would pad less at the top and the left.
  const pad = strides === 1 ? 'same' : 'valid'
  const padding = padImages(strides === 1 ? 1 : size)
  const names = { kernel: `${name}.kernel`, bias: hasBias ? `${name}.bias` : undefined }
  return (input) => {
    const [height, width, channels] = imagesShape(name, input)
    const kernel = { name: names.kernel, shape: [size, size, channels, filters], fanIn: size * size * channels }
    const convolution: Convolution = {
      output: [Math.ceil(height / strides), Math.ceil(width / strides), filters],
      weights: withBias({ ...kernel, outputs: filters }, names.bias),
      names,
      convolve: (tf, x, kernel) => tf.conv2d(padding.apply(tf, x as Tensor4D), kernel as Tensor4D, strides, pad),
      convolveWithBias: (tf, x, filter, bias, activation) =>
        tf.fused.conv2d({
          x: padding.apply(tf, x as Tensor4D),
          filter: filter as Tensor4D,
          bias: bias as Tensor1D,
          strides,
          pad,
          activation,
        }),
      scaleKernel: (tf, kernel, scale) => tf.mul(kernel, scale),
      train: ({ tf, weights }, x) => addBias(tf, convolution.convolve(tf, x, weights[names.kernel]!), names, weights),
      predict: (tf, weights, x) => addBias(tf, convolution.convolve(tf, x, weights[names.kernel]!), names, weights),
      connect: (tf, x) => {
        const layer = tf.layers.conv2d({
          name,
          filters,
          kernelSize: size,
          strides,
          padding: pad,
          useBias: hasBias,
          kernelInitializer: 'zeros',
        })
        return layer.apply(padding.connect(tf, x, `${name}.pad`)) as SymbolicTensor
      },
    }
    return convolution
  }
}

function addBias(tf: Tf, x: Tensor, { bias }: Convolution['names'], weights: Readonly<Record<string, Tensor>>): Tensor {
  return bias === undefined ? x : tf.add(x, weights[bias]!)
}

interface DepthwiseConvOptions {
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

/** A convolution, made for images of a shape. */
export type MakeConvolution = (input: SampleShape) => Convolution

/** A layer that batch normalization can be folded into. */
export interface Convolution extends Layer {
  readonly names: { readonly kernel: string; readonly bias: string | undefined }
  /** Without a bias, with gradients. */
  convolve(tf: Tf, x: Tensor, kernel: Tensor): Tensor
  /** With a bias [channels], in evaluation. */
  convolveWithBias(tf: Tf, x: Tensor, kernel: Tensor, bias: Tensor, activation: 'linear' | 'relu'): Tensor
  /** The kernel that makes `scale` [channels] times as much. */
  scaleKernel(tf: Tf, kernel: Tensor, scale: Tensor): Tensor
}

/** PyTorch's padding for a filter of an odd size: (size - 1) / 2 rows and columns of zeros on every side. */
function padImages(size: number): Padding {
  const pad = (size - 1) / 2
  if (pad === 0) return { apply: (_, x) => x, connect: (_, x) => x }
  const sides: [number, number] = [pad, pad]
  return {
    apply: (tf, x) => tf.pad4d(x, [[0, 0], sides, sides, [0, 0]]),
    connect: (tf, x, name) => tf.layers.zeroPadding2d({ name, padding: pad }).apply(x) as SymbolicTensor,
  }
}

interface Padding {
  apply(tf: Tf, x: Tensor4D): Tensor4D
  connect(tf: Tf, x: SymbolicTensor, name: string): SymbolicTensor
}
