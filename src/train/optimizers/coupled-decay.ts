import type { Tf } from '../../engine/tf.js'
import { mapTensors } from '../tensors/map-tensors.js'
import type { Tensors } from '../tensors/tensors.js'

/** Gradients + weight decay x weights, as `torch.optim` couples them: of every weight, biases and batch norm included. */
export function coupledDecay(
  tf: Tf,
  { weights, gradients }: { readonly weights: Tensors; readonly gradients: Tensors },
  weightDecay: number,
): Tensors {
  if (weightDecay === 0) return gradients
  const decay = tf.scalar(weightDecay)
  return mapTensors(gradients, (gradient, name) => tf.add(gradient, tf.mul(weights[name]!, decay)))
}
