import type { Tf } from '../../engine/engine.js'
import { mapTensors, type Tensors } from '../tensors.js'

/**
 * An optimizer: pure functions over named tensors. They make new tensors and dispose none, so call them in `tf.tidy`.
 * Weights and gradients have the same names and shapes.
 */
export interface Optimizer {
  /** The state before the first step. */
  init(tf: Tf, weights: Tensors): OptimizerState
  /** The weights and the state after one step at the learning rate `lr`. */
  update(tf: Tf, step: OptimizerStep): { readonly weights: Tensors; readonly state: OptimizerState }
  /** The averaged weights to evaluate with, where the optimizer keeps them; undefined before the first step. */
  averaged?(tf: Tf, state: OptimizerState): Tensors | undefined
  /** It has a momentum (or a beta1) that a schedule may set for every step. */
  readonly cyclesMomentum?: true
}

export interface OptimizerStep {
  readonly weights: Tensors
  readonly gradients: Tensors
  readonly state: OptimizerState
  readonly lr: number
  /** In place of the optimizer's own momentum (beta1 of the Adams) in this step; optimizers without one ignore it. */
  readonly momentum?: number | undefined
}

/** What an optimizer remembers between steps: all that a checkpoint needs of it. */
export interface OptimizerState {
  /** Steps taken. */
  readonly steps: number
  /** By name of the slot (as `velocity`), one tensor for each weight. */
  readonly slots: Readonly<Record<string, Tensors>>
  /** Single numbers by name (as `eta`). */
  readonly numbers: Readonly<Record<string, number>>
}

/** What the optimizers can be told; each reads what it needs. What is left out has the default of `torch.optim`. */
export interface OptimizerOptions {
  /** Added, times the weight, to the gradient; adamw takes it from the weight instead. */
  readonly weightDecay: number
  /** sgd, nesterov, rmsprop */
  readonly momentum: number
  /** sgd: share of every gradient but the first that does not enter the velocity; 0 */
  readonly dampening?: number | undefined
  /** adam, amsgrad, adamw: how much of the mean of gradients is kept; 0.9 */
  readonly beta1?: number | undefined
  /** adam, amsgrad, adamw: how much of the mean of squares is kept; 0.999 */
  readonly beta2?: number | undefined
  /** Added to a divisor: 1e-8 in adam, amsgrad, adamw and rmsprop, 1e-10 in adagrad, 1e-6 in adadelta. */
  readonly epsilon?: number | undefined
  /** adagrad: the rate of step t, from 0, is divided by 1 + t lrDecay; 0 */
  readonly lrDecay?: number | undefined
  /** adagrad: the sums of squares begin with it; 0 */
  readonly initialAccumulator?: number | undefined
  /** adadelta: how much of the means of squares is kept; 0.9 */
  readonly rho?: number | undefined
  /** rmsprop: how much of the mean of squares is kept; 0.99 */
  readonly alpha?: number | undefined
  /** rmsprop: divide by the deviation of gradients from their mean instead of by their size; false */
  readonly centered?: boolean | undefined
  /** asgd: every step multiplies the weights by 1 - lambda eta; 1e-4 */
  readonly asgdLambda?: number | undefined
  /** asgd: power by which the rate falls; 0.75 */
  readonly asgdAlpha?: number | undefined
  /** asgd: the step after which weights are averaged; 1e6 */
  readonly asgdT0?: number | undefined
  /** asgd: keep averaged weights to evaluate with; false */
  readonly asgdAverage?: boolean | undefined
}

/** Gradients + weight decay x weights, as `torch.optim` couples them: of every weight, biases and batch norm included. */
export function coupledDecay(
  tf: Tf,
  { weights, gradients }: { readonly weights: Tensors; readonly gradients: Tensors },
  weightDecay: number,
): Tensors {
  if (weightDecay === 0) return gradients
  const decay = tf.scalar(weightDecay)
  return mapTensors(gradients, (gradient, name) => tf.add(gradient, tf.mul(weights[name]!, decay)))
}

/** Moving means of `values`: mean + share x (value - mean), as `Tensor.lerp_` for a share below a half. */
export function moveMean(tf: Tf, mean: Tensors, values: Tensors, share: number): Tensors {
  const part = tf.scalar(share)
  return mapTensors(values, (value, name) => tf.add(mean[name]!, tf.mul(tf.sub(value, mean[name]!), part)))
}

/** Moving means of the squares of `values`: keep x mean + (1 - keep) x value^2. */
export function moveMeanSquare(tf: Tf, mean: Tensors, values: Tensors, keep: number): Tensors {
  const [kept, added] = [tf.scalar(keep), tf.scalar(1 - keep)]
  return mapTensors(values, (value, name) => tf.add(tf.mul(mean[name]!, kept), tf.mul(tf.square(value), added)))
}

/** A slot that starts at zero. */
export function zerosLike(tf: Tf, weights: Tensors): Tensors {
  return mapTensors(weights, (weight) => tf.zerosLike(weight))
}
