import type { Tf } from '../../engine/tf.js'
import { mapTensors } from '../tensors/map-tensors.js'
import type { Tensors } from '../tensors/tensors.js'

/** Moving means of the squares of `values`: keep x mean + (1 - keep) x value^2. */
export function moveMeanSquare(tf: Tf, mean: Tensors, values: Tensors, keep: number): Tensors {
  const [kept, added] = [tf.scalar(keep), tf.scalar(1 - keep)]
  return mapTensors(values, (value, name) => tf.add(tf.mul(mean[name]!, kept), tf.mul(tf.square(value), added)))
}
