import { mapTensors } from '../map-tensors.js'
import { coupledDecay } from './coupled-decay.js'
import type { Optimizer } from './optimizer.js'
import { zerosLike } from './zeros-like.js'

export interface AdamOptions {
  readonly weightDecay: number
  readonly beta1?: number
  readonly beta2?: number
  readonly epsilon?: number
}

/**
 * Adam (Kingma and Ba, "Adam: a method for stochastic optimization", ICLR 2015, algorithm 1), as `torch.optim.Adam`:
 * weight decay is part of the gradient, epsilon is added after the bias correction.
 */
export function adam({ weightDecay, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 }: AdamOptions): Optimizer {
  return {
    init: (tf, weights) => ({ steps: 0, slots: { mean: zerosLike(tf, weights), square: zerosLike(tf, weights) } }),
    update: (tf, { weights, gradients, state, lr }) => {
      const steps = state.steps + 1
      const decay = weightDecay === 0 ? undefined : tf.scalar(weightDecay)
      const [keepMean, addMean] = [tf.scalar(beta1), tf.scalar(1 - beta1)]
      const [keepSquare, addSquare] = [tf.scalar(beta2), tf.scalar(1 - beta2)]
      // The corrections are numbers made from the count of steps, so that a resumed run computes the same ones.
      const rate = tf.scalar(lr / (1 - beta1 ** steps))
      const scale = tf.scalar(1 / Math.sqrt(1 - beta2 ** steps))
      const small = tf.scalar(epsilon)

      const decayed = mapTensors(gradients, (gradient, name) => coupledDecay(tf, gradient, weights[name]!, decay))
      const mean = mapTensors(decayed, (g, name) =>
        tf.add(tf.mul(state.slots.mean![name]!, keepMean), tf.mul(g, addMean)),
      )
      const square = mapTensors(decayed, (g, name) =>
        tf.add(tf.mul(state.slots.square![name]!, keepSquare), tf.mul(tf.square(g), addSquare)),
      )
      return {
        weights: mapTensors(weights, (weight, name) => {
          const deviation = tf.add(tf.mul(tf.sqrt(square[name]!), scale), small)
          return tf.sub(weight, tf.mul(tf.div(mean[name]!, deviation), rate))
        }),
        state: { steps, slots: { mean, square } },
      }
    },
  }
}
