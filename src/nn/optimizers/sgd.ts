import { UsageError } from '../../core/errors.js'
import type { Tf } from '../../engine/engine.js'
import { mapTensors, type Tensors } from '../tensors.js'
import { coupledDecay, momentum, type Optimizer, type OptimizerKind, zerosLike } from './optimizer.js'

/**
 * Stochastic gradient descent with momentum, as `torch.optim.SGD`: with g the gradient plus weight decay x w,
 * v <- momentum v + (1 - dampening) g, but v <- g in the first step; w <- w - lr v.
 */
export const sgd: OptimizerKind = {
  parameters: {
    momentum,
    dampening: { type: 'number', default: 0, min: 0, max: 1, description: 'sgd: dampening of the momentum' },
  },
  make: (read) =>
    descent({
      weightDecay: read.number('weight_decay'),
      momentum: read.number('momentum'),
      dampening: read.number('dampening'),
      isNesterov: false,
    }),
}

/**
 * Stochastic gradient descent with Nesterov's momentum, as `torch.optim.SGD(nesterov=True)` (Sutskever et al., "On the
 * importance of initialization and momentum in deep learning", ICML 2013, with the rate outside of the velocity): with
 * g the gradient plus weight decay x w, v <- momentum v + g; w <- w - lr (g + momentum v).
 */
export const nesterov: OptimizerKind = {
  parameters: { momentum },
  make(read) {
    const kept = read.number('momentum')
    if (!(kept > 0)) {
      throw new UsageError(
        'momentum: 0 makes nesterov plain sgd; write more than 0, as 0.9, or take the optimizer sgd in its place',
      )
    }
    return descent({ weightDecay: read.number('weight_decay'), momentum: kept, dampening: 0, isNesterov: true })
  },
}

interface DescentOptions {
  readonly weightDecay: number
  readonly momentum: number
  readonly dampening: number
  readonly isNesterov: boolean
}

/** What sgd and nesterov share: the step of `torch.optim.SGD`. */
function descent({ weightDecay, momentum, dampening, isNesterov }: DescentOptions): Optimizer {
  return {
    cyclesMomentum: true,
    init: (tf, weights) => ({
      steps: 0,
      slots: momentum === 0 ? {} : { velocity: zerosLike(tf, weights) },
      numbers: {},
    }),
    update: (tf, { weights, gradients, state, lr, momentum: kept = momentum }) => {
      const g = coupledDecay(tf, { weights, gradients }, weightDecay)
      // Of the first step, PyTorch takes the gradient itself, undamped.
      const before = state.steps === 0 ? undefined : state.slots.velocity
      const velocity = kept === 0 ? rest(tf, state.slots.velocity) : accelerate(tf, before, g, { kept, dampening })
      const direction = kept === 0 ? g : isNesterov ? ahead(tf, g, velocity!, kept) : velocity!
      const rate = tf.scalar(lr)
      return {
        weights: mapTensors(weights, (weight, name) => tf.sub(weight, tf.mul(direction[name]!, rate))),
        state: { steps: state.steps + 1, slots: velocity === undefined ? {} : { velocity }, numbers: {} },
      }
    },
  }
}

/** A step without momentum leaves the velocity as it is; a copy, for the state before is the caller's to dispose. */
function rest(tf: Tf, velocity: Tensors | undefined): Tensors | undefined {
  return velocity && mapTensors(velocity, (slot) => tf.clone(slot))
}

function accelerate(
  tf: Tf,
  before: Tensors | undefined,
  g: Tensors,
  { kept, dampening }: { kept: number; dampening: number },
): Tensors {
  if (before === undefined) return mapTensors(g, (gradient) => tf.clone(gradient))
  const keep = tf.scalar(kept)
  const share = dampening === 0 ? undefined : tf.scalar(1 - dampening)
  return mapTensors(g, (gradient, name) =>
    tf.add(tf.mul(before[name]!, keep), share === undefined ? gradient : tf.mul(gradient, share)),
  )
}

/** Where the velocity will have led by the next step. */
function ahead(tf: Tf, g: Tensors, velocity: Tensors, kept: number): Tensors {
  const keep = tf.scalar(kept)
  return mapTensors(g, (gradient, name) => tf.add(gradient, tf.mul(velocity[name]!, keep)))
}
