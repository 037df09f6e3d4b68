import type { Tf } from '../../engine/tf.js'
import type { Tensor } from '../tensor.js'

/** Gradient + weight decay x weight, as `torch.optim` couples them: for every weight, biases and batch norm included. */
export function coupledDecay(tf: Tf, gradient: Tensor, weight: Tensor, decay: Tensor | undefined): Tensor {
  return decay === undefined ? gradient : tf.add(gradient, tf.mul(weight, decay))
}
