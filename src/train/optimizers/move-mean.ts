import type { Tf } from '../../engine/tf.js'
import { mapTensors } from '../tensors/map-tensors.js'
import type { Tensors } from '../tensors/tensors.js'

/** Moving means of `values`: mean + share x (value - mean), as `Tensor.lerp_` for a share below a half. */
export function moveMean(tf: Tf, mean: Tensors, values: Tensors, share: number): Tensors {
  const part = tf.scalar(share)
  return mapTensors(values, (value, name) => tf.add(mean[name]!, tf.mul(tf.sub(value, mean[name]!), part)))
}
