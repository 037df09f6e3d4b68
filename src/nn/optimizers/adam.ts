import { UsageError } from '../../core/errors.js'
import type { Tf } from '../../engine/engine.js'
import type { ParamReader } from '../parameters.js'
import { mapTensors, type Tensors } from '../tensors.js'
import {
  coupledDecay,
  epsilon,
  moveMean,
  moveMeanSquare,
  type Optimizer,
  type OptimizerKind,
  zerosLike,
} from './optimizer.js'

/**
 * Adam (Kingma and Ba, "Adam: a method for stochastic optimization", ICLR 2015, algorithm 1), as `torch.optim.Adam`:
 * weight decay is part of the gradient.
 */
export const adam: OptimizerKind = kindOf('adam', { keepsLargest: false, decay: 'coupled' })

/**
 * AMSGrad (Reddi, Kale and Kumar, "On the convergence of Adam and beyond", ICLR 2018, algorithm 2), as
 * `torch.optim.Adam(amsgrad=True)`: Adam that divides by the largest mean of squares so far.
 */
export const amsgrad: OptimizerKind = kindOf('amsgrad', { keepsLargest: true, decay: 'coupled' })

/**
 * AdamW (Loshchilov and Hutter, "Decoupled weight decay regularization", ICLR 2019, algorithm 2), as
 * `torch.optim.AdamW`: Adam on the plain gradient, with every weight first multiplied by 1 - lr x weight decay.
 */
export const adamw: OptimizerKind = kindOf('adamw', { keepsLargest: false, decay: 'decoupled' })

interface Variant {
  /** Divide by the largest mean of squares so far instead of by the present one. */
  readonly keepsLargest: boolean
  readonly decay: 'coupled' | 'decoupled'
}

function kindOf(name: string, variant: Variant): OptimizerKind {
  return {
    parameters: {
      beta1: {
        type: 'number',
        default: 0.9,
        min: 0,
        max: 1,
        description: 'adam, amsgrad, adamw: decay of the mean, below 1',
      },
      beta2: {
        type: 'number',
        default: 0.999,
        min: 0,
        max: 1,
        description: 'adam, amsgrad, adamw: decay of the square, below 1',
      },
      epsilon,
    },
    make(read) {
      for (const beta of betasOf(read)) refuseEndlessMean(name, beta, read.number(beta))
      return adaptiveMoments(
        {
          weightDecay: read.number('weight_decay'),
          beta1: read.number('beta1'),
          beta2: read.number('beta2'),
          epsilon: read.number('epsilon') || 1e-8,
        },
        variant,
      )
    },
  }
}

/** The parameters that say how much of its means an Adam keeps. */
function betasOf(read: ParamReader): readonly string[] {
  const isCycled = read.value('schedule') === 'one_cycle' && read.boolean('one_cycle_momentum')
  return ['beta1', 'beta2', ...(isCycled ? ['one_cycle_base_momentum', 'one_cycle_max_momentum'] : [])]
}

/** The correction of a mean that began with 0 divides by 1 - beta^t. */
function refuseEndlessMean(optimizer: string, parameter: string, beta: number): void {
  if (beta < 1) return
  throw new UsageError(
    `${parameter}: ${optimizer} divides by 1 - ${beta}, and would learn from no gradient; write less than 1, as ` +
      `${parameter === 'beta2' ? 0.999 : 0.9}`,
  )
}

interface AdamOptions {
  readonly weightDecay: number
  /** How much of the mean of gradients is kept, and of that of squares. */
  readonly beta1: number
  readonly beta2: number
  readonly epsilon: number
}

/**
 * What adam, amsgrad and adamw share: the step of `torch.optim.Adam`. With m and s the moving means of the gradient and
 * of its square, w <- w - lr m / (1 - beta1^t) / (sqrt(s / (1 - beta2^t)) + epsilon).
 */
function adaptiveMoments(
  { weightDecay, beta1, beta2, epsilon }: AdamOptions,
  { keepsLargest, decay }: Variant,
): Optimizer {
  return {
    cyclesMomentum: true,
    init: (tf, weights) => {
      const slots = { mean: zerosLike(tf, weights), square: zerosLike(tf, weights) }
      return { steps: 0, slots: keepsLargest ? { ...slots, largest: zerosLike(tf, weights) } : slots, numbers: {} }
    },
    update: (tf, { weights, gradients, state, lr, momentum = beta1 }) => {
      const steps = state.steps + 1
      const isCoupled = decay === 'coupled'
      const g = isCoupled ? coupledDecay(tf, { weights, gradients }, weightDecay) : gradients
      const start = isCoupled ? weights : shrink(tf, weights, 1 - lr * weightDecay)
      const mean = moveMean(tf, state.slots.mean!, g, 1 - momentum)
      const square = moveMeanSquare(tf, state.slots.square!, g, beta2)
      const largest = keepsLargest ? larger(tf, state.slots.largest!, square) : undefined

      // The corrections are numbers made from the count of steps, so that a resumed run computes the same ones.
      const rate = tf.scalar(lr / (1 - momentum ** steps))
      const scale = tf.scalar(1 / Math.sqrt(1 - beta2 ** steps))
      const small = tf.scalar(epsilon)
      const divisor = largest ?? square
      return {
        weights: mapTensors(start, (weight, name) => {
          const deviation = tf.add(tf.mul(tf.sqrt(divisor[name]!), scale), small)
          return tf.sub(weight, tf.mul(tf.div(mean[name]!, deviation), rate))
        }),
        state: { steps, slots: largest === undefined ? { mean, square } : { mean, square, largest }, numbers: {} },
      }
    },
  }
}

function shrink(tf: Tf, weights: Tensors, factor: number): Tensors {
  if (factor === 1) return weights
  const scale = tf.scalar(factor)
  return mapTensors(weights, (weight) => tf.mul(weight, scale))
}

function larger(tf: Tf, before: Tensors, square: Tensors): Tensors {
  return mapTensors(square, (value, name) => tf.maximum(before[name]!, value))
}
