import { mapTensors } from '../tensors/map-tensors.js'
import { coupledDecay } from './coupled-decay.js'
import { moveMean } from './move-mean.js'
import type { Optimizer } from './optimizer.js'
import type { OptimizerOptions } from './optimizer-options.js'
import { zerosLike } from './zeros-like.js'

/**
 * Averaged stochastic gradient descent (Polyak and Juditsky, "Acceleration of stochastic approximation by averaging",
 * 1992), as `torch.optim.ASGD`: with g the gradient plus weight decay x w, w <- (1 - lambda eta) w - eta g, where eta =
 * lr / (1 + lambda lr t)^alpha falls with the count of steps. From step t0 + 1 on the averaged weights are the mean of
 * the weights; until then they are the weights.
 *
 * As in PyTorch, eta is made at the end of a step for the next one, so that a changed rate counts one step later; only
 * the first step takes its own.
 */
export function asgd(options: OptimizerOptions): Optimizer {
  const { weightDecay, asgdLambda: lambda = 1e-4, asgdAlpha: alpha = 0.75 } = options
  const { asgdT0: t0 = 1e6, asgdAverage: averages = false } = options
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
