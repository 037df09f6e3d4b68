import { mapTensors } from '../map-tensors.js'
import { coupledDecay } from './coupled-decay.js'
import type { Optimizer } from './optimizer.js'
import { zerosLike } from './zeros-like.js'

/**
 * Stochastic gradient descent with Nesterov's momentum, as `torch.optim.SGD(nesterov=True)` (Sutskever et al., "On the
 * importance of initialization and momentum in deep learning", ICML 2013, with the rate outside of the velocity): with
 * g the gradient plus weight decay x w, v <- momentum v + g; w <- w - lr (g + momentum v).
 */
export function nesterov({ momentum, weightDecay }: { momentum: number; weightDecay: number }): Optimizer {
  return {
    init: (tf, weights) => ({ steps: 0, slots: { velocity: zerosLike(tf, weights) } }),
    update: (tf, { weights, gradients, state, lr }) => {
      const decay = weightDecay === 0 ? undefined : tf.scalar(weightDecay)
      const [rate, keep] = [tf.scalar(lr), tf.scalar(momentum)]
      const before = state.slots.velocity!
      const decayed = mapTensors(gradients, (gradient, name) => coupledDecay(tf, gradient, weights[name]!, decay))
      const velocity = mapTensors(decayed, (g, name) => tf.add(tf.mul(before[name]!, keep), g))
      return {
        weights: mapTensors(weights, (weight, name) => {
          const ahead = tf.add(decayed[name]!, tf.mul(velocity[name]!, keep))
          return tf.sub(weight, tf.mul(ahead, rate))
        }),
        state: { steps: state.steps + 1, slots: { velocity } },
      }
    },
  }
}
