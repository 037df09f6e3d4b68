import type { Tf } from '../../engine/tf.js'
import { mapTensors } from '../tensors/map-tensors.js'
import type { Tensors } from '../tensors/tensors.js'

/**
 * sum + share x gradients: accumulates the gradients of several batches into those of one large batch. `sum` is
 * undefined for the first of them; `share` is the part of the samples that the batch holds, so that the mean stays a
 * mean. Makes new tensors and disposes none, so call it in `tf.tidy`.
 */
export function addGradients(tf: Tf, sum: Tensors | undefined, gradients: Tensors, share: number): Tensors {
  const part = tf.scalar(share)
  return mapTensors(gradients, (gradient, name) => {
    const added = tf.mul(gradient, part)
    return sum === undefined ? added : tf.add(sum[name]!, added)
  })
}
