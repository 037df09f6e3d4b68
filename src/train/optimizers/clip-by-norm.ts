import type { Tf } from '../../engine/tf.js'
import { mapTensors } from '../tensors/map-tensors.js'
import type { Tensors } from '../tensors/tensors.js'

/**
 * Gradients scaled down so that their norm, taken over all of them as one vector, is at most `limit`, as
 * `torch.nn.utils.clip_grad_norm_`: all are multiplied by limit / (norm + 1e-6) where that is below 1. Makes new tensors
 * and disposes none, so call it in `tf.tidy`.
 */
export function clipByNorm(tf: Tf, gradients: Tensors, limit: number): Tensors {
  const squares = Object.values(gradients).map((gradient) => tf.sum(tf.square(gradient)))
  if (squares.length === 0) return gradients
  // On the engine: to read the norm would make it wait.
  const norm = tf.sqrt(tf.addN(squares))
  const factor = tf.minimum(tf.div(tf.scalar(limit), tf.add(norm, tf.scalar(1e-6))), tf.scalar(1))
  return mapTensors(gradients, (gradient) => tf.mul(gradient, factor))
}
