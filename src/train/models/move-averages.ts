import type { Tf } from '../../engine/tf.js'
import type { Tensors } from '../tensors/tensors.js'

type Tensor1D = ReturnType<Tf['tensor1d']>

/** PyTorch's default. */
const momentum = 0.1

/**
 * Exponential averages of the batches' statistics, for evaluation. Disposes those of this batch. All at once, because to
 * call the engine costs more than to compute with so few numbers.
 */
export function moveAverages(tf: Tf, weights: Tensors, batch: Tensors): Tensors {
  const names = Object.keys(batch)
  if (names.length === 0) return {}
  const values = Object.values(batch) as Tensor1D[]
  const averages = tf.concat(names.map((name) => weights[name] as Tensor1D))
  const moved = tf.add(tf.mul(averages, 1 - momentum), tf.mul(tf.concat(values), momentum))
  const sizes = values.map(({ size }) => size)
  for (const value of values) value.dispose()
  const parts = tf.split(moved, sizes)
  return Object.fromEntries(names.map((name, k) => [name, parts[k]!]))
}
