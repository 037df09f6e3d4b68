import { mapTensors } from '../map-tensors.js'
import { coupledDecay } from './coupled-decay.js'
import type { Optimizer } from './optimizer.js'
import { zerosLike } from './zeros-like.js'

/**
 * Stochastic gradient descent with momentum, as `torch.optim.SGD`: with g the gradient plus weight decay x w,
 * v <- momentum v + g; w <- w - lr v.
 */
export function sgd({ momentum, weightDecay }: { momentum: number; weightDecay: number }): Optimizer {
  return {
    init: (tf, weights) => ({ steps: 0, slots: momentum === 0 ? {} : { velocity: zerosLike(tf, weights) } }),
    update: (tf, { weights, gradients, state, lr }) => {
      const decay = weightDecay === 0 ? undefined : tf.scalar(weightDecay)
      const [rate, keep] = [tf.scalar(lr), tf.scalar(momentum)]
      const { velocity: before } = state.slots
      const decayed = mapTensors(gradients, (gradient, name) => coupledDecay(tf, gradient, weights[name]!, decay))
      const velocity =
        before === undefined ? decayed : mapTensors(decayed, (g, name) => tf.add(tf.mul(before[name]!, keep), g))
      return {
        weights: mapTensors(weights, (weight, name) => tf.sub(weight, tf.mul(velocity[name]!, rate))),
        state: { steps: state.steps + 1, slots: before === undefined ? {} : { velocity } },
      }
    },
  }
}
