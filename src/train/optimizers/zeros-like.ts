import type { Tf } from '../../engine/tf.js'
import { mapTensors } from '../tensors/map-tensors.js'
import type { Tensors } from '../tensors/tensors.js'

/** A slot that starts at zero. */
export function zerosLike(tf: Tf, weights: Tensors): Tensors {
  return mapTensors(weights, (weight) => tf.zerosLike(weight))
}
