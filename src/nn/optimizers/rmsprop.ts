import type { Tf } from '../../engine/engine.js'
import { mapTensors, type Tensors } from '../tensors.js'
import {
  coupledDecay,
  epsilon,
  momentum,
  moveMean,
  moveMeanSquare,
  type Optimizer,
  type OptimizerKind,
  zerosLike,
} from './optimizer.js'

/**
 * RMSprop (Hinton, Srivastava and Swersky, "Neural networks for machine learning", lecture 6e, 2012; centered: Graves,
 * "Generating sequences with recurrent neural networks", 2013, section 4.2), as `torch.optim.RMSprop`: with g the
 * gradient plus weight decay x w, s the moving mean of its square and m that of itself,
 * h = g / (sqrt(s) + epsilon), or g / (sqrt(s - m^2) + epsilon) when centered; v <- momentum v + h; w <- w - lr v.
 */
export const rmsprop: OptimizerKind = {
  parameters: {
    momentum,
    epsilon,
    alpha: { type: 'number', default: 0.99, min: 0, max: 1, description: 'rmsprop: decay of the square' },
    centered: {
      type: 'boolean',
      default: false,
      description: 'rmsprop: divide by the deviation from the mean',
    },
  },
  make: (read) =>
    meanSquares({
      weightDecay: read.number('weight_decay'),
      momentum: read.number('momentum'),
      alpha: read.number('alpha'),
      epsilon: read.number('epsilon') || 1e-8,
      centered: read.boolean('centered'),
    }),
}

interface RmspropOptions {
  readonly weightDecay: number
  readonly momentum: number
  /** How much of the mean of squares is kept. */
  readonly alpha: number
  readonly epsilon: number
  /** Divide by the deviation of gradients from their mean instead of by their size. */
  readonly centered: boolean
}

function meanSquares({ weightDecay, momentum, alpha, epsilon, centered }: RmspropOptions): Optimizer {
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
