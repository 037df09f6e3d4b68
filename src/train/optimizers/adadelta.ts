import { mapTensors } from '../tensors/map-tensors.js'
import { coupledDecay } from './coupled-decay.js'
import { moveMeanSquare } from './move-mean-square.js'
import type { Optimizer } from './optimizer.js'
import type { OptimizerOptions } from './optimizer-options.js'
import { zerosLike } from './zeros-like.js'

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
