import type { NamedTensors } from '../../core/tensor-data.js'
import type { Tf } from '../../engine/tf.js'
import type { Tensors } from './tensors.js'

/** Plain data as tensors of the engine. */
export function toTensors(tf: Tf, data: NamedTensors): Tensors {
  return Object.fromEntries(
    Object.entries(data).map(([name, tensor]) => [name, tf.tensor(tensor.data, [...tensor.shape], tensor.dtype)]),
  )
}
