import type { Tf } from '../../../engine/tf.js'
import type { Tensor } from '../../tensors/tensor.js'
import type { Layer, SampleShape } from './layer.js'

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
