import type { Tf } from '../../engine/engine.js'
import { mapTensors, type Tensors } from '../tensors.js'
import {
  coupledDecay,
  moveMean,
  moveMeanSquare,
  type Optimizer,
  type OptimizerOptions,
  zerosLike,
} from './optimizer.js'

/**
 * RMSprop (Hinton, Srivastava and Swersky, "Neural networks for machine learning", lecture 6e, 2012; centered: Graves,
 * "Generating sequences with recurrent neural networks", 2013, section 4.2), as `torch.optim.RMSprop`: with g the
 * gradient plus weight decay x w, s the moving mean of its square and m that of itself,
 * h = g / (sqrt(s) + epsilon), or g / (sqrt(s - m^2) + epsilon) when centered; v <- momentum v + h; w <- w - lr v.
 */
export function rmsprop(options: OptimizerOptions): Optimizer {
  const { weightDecay, momentum, alpha = 0.99, epsilon = 1e-8, centered = false } = options
  return {
    cyclesMomentum: true,
    init: (tf, weights) => ({
      steps: 0,
      slots: {
        square: zerosLike(tf, weights),
        ...(centered && { mean: zerosLike(tf, weights) }),
        ...(momentum > 0 && { velocity: zerosLike(tf, weights) }),
      },
      numbers: {},
    }),
    update: (tf, { weights, gradients, state, lr, momentum: kept = momentum }) => {
      const { slots } = state
      const g = coupledDecay(tf, { weights, gradients }, weightDecay)
      const square = moveMeanSquare(tf, slots.square!, g, alpha)
      const mean = centered ? moveMean(tf, slots.mean!, g, 1 - alpha) : undefined
      const small = tf.scalar(epsilon)
      const scaled = mapTensors(g, (gradient, name) => {
        const spread = mean ? tf.sub(square[name]!, tf.square(mean[name]!)) : square[name]!
        return tf.div(gradient, tf.add(tf.sqrt(spread), small))
      })
      const velocity = accelerate(tf, slots.velocity, scaled, kept)
      const direction = kept > 0 ? velocity! : scaled
      const rate = tf.scalar(lr)
      return {
        weights: mapTensors(weights, (weight, name) => tf.sub(weight, tf.mul(direction[name]!, rate))),
        state: {
          steps: state.steps + 1,
          slots: { square, ...(mean && { mean }), ...(velocity && { velocity }) },
          numbers: {},
        },
      }
    },
  }
}

/** A step without momentum leaves the velocity as it is; a copy, for the state before is the caller's to dispose. */
function accelerate(tf: Tf, before: Tensors | undefined, scaled: Tensors, kept: number): Tensors | undefined {
  if (!(kept > 0)) return before && mapTensors(before, (slot) => tf.clone(slot))
  if (!before) return mapTensors(scaled, (change) => tf.clone(change))
  const keep = tf.scalar(kept)
  return mapTensors(scaled, (change, name) => tf.add(tf.mul(before[name]!, keep), change))
}
