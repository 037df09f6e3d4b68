import type { Tf } from '../../engine/tf.js'
import type { Tensor } from '../tensors/tensor.js'
import type { Tensors } from '../tensors/tensors.js'
import type { Optimizer, OptimizerState, OptimizerStep } from './optimizer.js'

type Tensor1D = ReturnType<Tf['tensor1d']>

/**
 * `optimizer.update` with all vectors (biases, scales) joined into one. Optimizers work number by number, so the result
 * is the same; but a network has dozens of short vectors, and to call the engine costs more than to compute with them.
 */
export function updateJoined(tf: Tf, optimizer: Optimizer, step: OptimizerStep): ReturnType<Optimizer['update']> {
  const names = Object.keys(step.weights)
  const vectors = names.filter((name) => step.weights[name]!.rank === 1)
  if (vectors.length < 2) return optimizer.update(tf, step)
  const others = names.filter((name) => !vectors.includes(name))
  const sizes = vectors.map((name) => step.weights[name]!.size)

  const join = (tensors: Tensors): Tensors => ({
    ...pick(tensors, others),
    [vectors[0]!]: tf.concat(vectors.map((name) => tensors[name] as Tensor1D)),
  })
  const part = (joined: Tensors): Tensors => {
    const parts: Tensor[] = tf.split(joined[vectors[0]!]!, sizes)
    return pick({ ...joined, ...Object.fromEntries(vectors.map((name, i) => [name, parts[i]!])) }, names)
  }
  const { weights, state } = optimizer.update(tf, {
    ...step,
    weights: join(step.weights),
    gradients: join(step.gradients),
    state: mapSlots(step.state, join),
  })
  return { weights: part(weights), state: mapSlots(state, part) }
}

function pick(tensors: Tensors, names: readonly string[]): Tensors {
  return Object.fromEntries(names.map((name) => [name, tensors[name]!]))
}

function mapSlots(state: OptimizerState, map: (slot: Tensors) => Tensors): OptimizerState {
  const slots = Object.entries(state.slots).map(([name, slot]) => [name, map(slot)])
  return { ...state, slots: Object.fromEntries(slots) }
}
