import { mapTensors } from '../tensors.js'
import { coupledDecay, epsilon, moveMeanSquare, type Optimizer, type OptimizerKind, zerosLike } from './optimizer.js'

/**
 * Adagrad (Duchi, Hazan and Singer, "Adaptive subgradient methods for online learning and stochastic optimization",
 * JMLR 2011), as `torch.optim.Adagrad`: with g the gradient plus weight decay x w, s <- s + g^2;
 * w <- w - lr / (1 + t lrDecay) g / (sqrt(s) + epsilon), t counting steps from 0.
 */
export const adagrad: OptimizerKind = {
  parameters: {
    epsilon,
    adagrad_lr_decay: {
      type: 'number',
      default: 0,
      min: 0,
      description: 'adagrad: decay of the learning rate by step',
    },
    adagrad_initial_accumulator: { type: 'number', default: 0, min: 0, description: 'adagrad: first sum of squares' },
  },
  make: (read) =>
    summedSquares({
      weightDecay: read.number('weight_decay'),
      small: read.number('epsilon') || 1e-10,
      lrDecay: read.number('adagrad_lr_decay'),
      initialAccumulator: read.number('adagrad_initial_accumulator'),
    }),
}

interface AdagradOptions {
  readonly weightDecay: number
  /** Added to the divisor. */
  readonly small: number
  /** The rate of step t, from 0, is divided by 1 + t lrDecay. */
  readonly lrDecay: number
  /** The sums of squares begin with it. */
  readonly initialAccumulator: number
}

function summedSquares({ weightDecay, small: added, lrDecay, initialAccumulator }: AdagradOptions): Optimizer {
  return {
    init: (tf, weights) => ({
      steps: 0,
      slots: { sum: mapTensors(weights, ({ shape }) => tf.fill(shape, initialAccumulator)) },
      numbers: {},
    }),
    update: (tf, { weights, gradients, state, lr }) => {
      const g = coupledDecay(tf, { weights, gradients }, weightDecay)
      const sum = mapTensors(g, (gradient, name) => tf.add(state.slots.sum![name]!, tf.square(gradient)))
      const [rate, small] = [tf.scalar(lr / (1 + state.steps * lrDecay)), tf.scalar(added)]
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
export const adadelta: OptimizerKind = {
  parameters: {
    rho: { type: 'number', default: 0.9, min: 0, max: 1, description: 'adadelta: decay of the squares' },
    epsilon,
  },
  make: (read) =>
    adaptedRate(read.number('weight_decay'), { rho: read.number('rho'), added: read.number('epsilon') || 1e-6 }),
}

/** `rho`: how much of the means of squares is kept; `added`: to what is rooted. */
function adaptedRate(weightDecay: number, { rho, added }: { readonly rho: number; readonly added: number }): Optimizer {
  return {
    init: (tf, weights) => ({
      steps: 0,
      slots: { square: zerosLike(tf, weights), change: zerosLike(tf, weights) },
      numbers: {},
    }),
    update: (tf, { weights, gradients, state, lr }) => {
      const g = coupledDecay(tf, { weights, gradients }, weightDecay)
      const square = moveMeanSquare(tf, state.slots.square!, g, rho)
      const [rate, small] = [tf.scalar(lr), tf.scalar(added)]
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
