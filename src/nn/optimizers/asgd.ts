import { UsageError } from '../../core/errors.js'
import type { ParamReader } from '../parameters.js'
import { mapTensors } from '../tensors.js'
import { coupledDecay, moveMean, type Optimizer, type OptimizerKind, zerosLike } from './optimizer.js'

/**
 * Averaged stochastic gradient descent (Polyak and Juditsky, "Acceleration of stochastic approximation by averaging",
 * 1992), as `torch.optim.ASGD`: with g the gradient plus weight decay x w, w <- (1 - lambda eta) w - eta g, where eta =
 * lr / (1 + lambda lr t)^alpha falls with the count of steps. From step t0 + 1 on the averaged weights are the mean of
 * the weights; until then they are the weights.
 *
 * As in PyTorch, eta is made at the end of a step for the next one, so that a changed rate counts one step later; only
 * the first step takes its own.
 */
export const asgd: OptimizerKind = {
  parameters: {
    asgd_lambda: { type: 'number', default: 1e-4, min: 0, description: 'asgd: decay term' },
    asgd_alpha: { type: 'number', default: 0.75, min: 0, description: 'asgd: power of the decaying rate' },
    asgd_t0: {
      type: 'number',
      default: 1e6,
      min: 0,
      description: 'asgd: step after which weights are averaged; one of the training, if asgd_average',
    },
    asgd_average: {
      type: 'boolean',
      default: false,
      description: 'asgd: evaluate, and keep, the averaged weights',
    },
  },
  make: (read) =>
    averagedDescent({
      weightDecay: read.number('weight_decay'),
      lambda: read.number('asgd_lambda'),
      alpha: read.number('asgd_alpha'),
      t0: read.number('asgd_t0'),
      averages: read.boolean('asgd_average'),
    }),
}

interface AsgdOptions {
  readonly weightDecay: number
  /** Every step multiplies the weights by 1 - lambda eta. */
  readonly lambda: number
  /** Power by which the rate falls. */
  readonly alpha: number
  /** The step after which weights are averaged. */
  readonly t0: number
  /** Keep averaged weights to evaluate with. */
  readonly averages: boolean
}

function averagedDescent({ weightDecay, lambda, alpha, t0, averages }: AsgdOptions): Optimizer {
  return {
    init: (tf, weights) => ({
      steps: 0,
      slots: averages ? { average: zerosLike(tf, weights) } : {},
      numbers: {},
    }),
    update: (tf, { weights, gradients, state, lr }) => {
      const steps = state.steps + 1
      const { eta = Math.fround(lr), mu = 1 } = state.numbers
      const g = coupledDecay(tf, { weights, gradients }, weightDecay)
      const [keep, rate] = [tf.scalar(1 - lambda * eta), tf.scalar(eta)]
      const next = mapTensors(weights, (weight, name) => tf.sub(tf.mul(weight, keep), tf.mul(g[name]!, rate)))

      const { average: before } = state.slots
      const average =
        before && (mu === 1 ? mapTensors(next, (weight) => tf.clone(weight)) : moveMean(tf, before, next, mu))
      return {
        weights: next,
        state: {
          steps,
          slots: average === undefined ? {} : { average },
          // PyTorch keeps both in single precision.
          numbers: {
            eta: Math.fround(lr / (1 + lambda * lr * steps) ** alpha),
            mu: Math.fround(1 / Math.max(1, steps - t0)),
          },
        },
      }
    },
    ...(averages && { averaged: (_, { steps, slots }) => (steps === 0 ? undefined : slots.average) }),
  }
}

/**
 * Throws UsageError where asgd is to average weights, but a training of so many epochs and steps in each is over before
 * its average is any other than the weights themselves.
 */
export function refuseIdleAverage(read: ParamReader, stepsPerEpoch: number): void {
  if (read.value('optimizer') !== 'asgd' || !read.boolean('asgd_average')) return
  const [t0, epochs] = [read.number('asgd_t0'), read.number('epochs')]
  const steps = epochs * stepsPerEpoch
  // As in PyTorch, the steps t0 + 1 and t0 + 2 still take the weights as they are.
  const alike = t0 + 2
  if (steps > alike) return
  const latest = Math.min(Math.floor(steps / 2), steps - 3)
  const instead = latest >= 0 ? `asgd_t0: ${latest}, or asgd_average: false` : 'asgd_average: false'
  throw new UsageError(
    `asgd_t0: ${t0} averages nothing: until step ${alike} the average is the weights themselves, and this training has ` +
      `only ${steps} steps (${stepsPerEpoch} an epoch); write ${instead}`,
  )
}
