import { mapTensors } from '../tensors.js'
import { coupledDecay, moveMeanSquare, type Optimizer, type OptimizerOptions, zerosLike } from './optimizer.js'

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

/**
 * Adadelta (Zeiler, "ADADELTA: an adaptive learning rate method", 2012, algorithm 1), as `torch.optim.Adadelta`: with g
 * the gradient plus weight decay x w and s, u the moving means of the squares of gradients and of changes,
 * change = sqrt(u + epsilon) / sqrt(s + epsilon) g; w <- w - lr change.
 */
export function adadelta({ weightDecay, rho = 0.9, epsilon = 1e-6 }: OptimizerOptions): Optimizer {
  return {
    init: (tf, weights) => ({
      steps: 0,
      slots: { square: zerosLike(tf, weights), change: zerosLike(tf, weights) },
      numbers: {},
    }),
    update: (tf, { weights, gradients, state, lr }) => {
      const g = coupledDecay(tf, { weights, gradients }, weightDecay)
      const square = moveMeanSquare(tf, state.slots.square!, g, rho)
      const [rate, small] = [tf.scalar(lr), tf.scalar(epsilon)]
      const changes = mapTensors(g, (gradient, name) => {
        const size = tf.sqrt(tf.add(state.slots.change![name]!, small))
        return tf.mul(tf.div(size, tf.sqrt(tf.add(square[name]!, small))), gradient)
      })
      return {
        weights: mapTensors(weights, (weight, name) => tf.sub(weight, tf.mul(changes[name]!, rate))),
        state: {
          steps: state.steps + 1,
          slots: { square, change: moveMeanSquare(tf, state.slots.change!, changes, rho) },
          numbers: {},
        },
      }
    },
  }
}
