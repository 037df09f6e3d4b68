import { mapTensors } from '../tensors/map-tensors.js'
import { coupledDecay } from './coupled-decay.js'
import type { Optimizer } from './optimizer.js'
import type { OptimizerOptions } from './optimizer-options.js'

/**
 * Adagrad (Duchi, Hazan and Singer, "Adaptive subgradient methods for online learning and stochastic optimization",
 * JMLR 2011), as `torch.optim.Adagrad`: with g the gradient plus weight decay x w, s <- s + g^2;
 * w <- w - lr / (1 + t lrDecay) g / (sqrt(s) + epsilon), t counting steps from 0.
 */
export function adagrad(options: OptimizerOptions): Optimizer {
  const { weightDecay, epsilon = 1e-10, lrDecay = 0, initialAccumulator = 0 } = options
  return {
    init: (tf, weights) => ({
      steps: 0,
      slots: { sum: mapTensors(weights, ({ shape }) => tf.fill(shape, initialAccumulator)) },
      numbers: {},
    }),
    update: (tf, { weights, gradients, state, lr }) => {
      const g = coupledDecay(tf, { weights, gradients }, weightDecay)
      const sum = mapTensors(g, (gradient, name) => tf.add(state.slots.sum![name]!, tf.square(gradient)))
      const [rate, small] = [tf.scalar(lr / (1 + state.steps * lrDecay)), tf.scalar(epsilon)]
      return {
        weights: mapTensors(weights, (weight, name) => {
          const scaled = tf.div(g[name]!, tf.add(tf.sqrt(sum[name]!), small))
          return tf.sub(weight, tf.mul(scaled, rate))
        }),
        state: { steps: state.steps + 1, slots: { sum }, numbers: {} },
      }
    },
  }
}
