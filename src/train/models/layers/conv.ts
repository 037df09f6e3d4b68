import type { Tf } from '../../../engine/tf.js'
import type { Tensor } from '../../tensors/tensor.js'
import type { Convolution, MakeConvolution } from './convolution.js'
import { imagesShape } from './images-shape.js'
import type { SymbolicTensor } from './layer.js'
import { padImages } from './pad-images.js'
import { withBias } from './with-bias.js'

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
