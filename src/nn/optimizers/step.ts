import type { Tf } from '../../engine/engine.js'
import { mapTensors, type Tensor, type Tensors } from '../tensors.js'
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
