import type { ParameterSpec, ParameterSpecs } from '../../core/parameter.js'
import type { Tf } from '../../engine/engine.js'
import type { ParamReader } from '../parameters.js'
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

/** An optimizer that a sweep file can name. */
export interface OptimizerKind {
  /**
   * The parameters that it reads beside `lr` and `weight_decay`, by the names that a sweep file gives them. One that several
   * kinds read is one spec; which kinds read it (`readWhen`) is added.
   */
  readonly parameters: ParameterSpecs
  /** Makes it from the values of its parameters. Throws UsageError for what it cannot work with. */
  make(read: ParamReader): Optimizer
}

/** What kinds share. Defaults that are not the study's are PyTorch's. */
export const momentum = {
  type: 'number',
  default: 0.9,
  min: 0,
  max: 1,
  description: 'sgd, nesterov and rmsprop: momentum',
} as const satisfies ParameterSpec

/** Added to a divisor; 0 stands for the default of each kind. */
export const epsilon = {
  type: 'number',
  default: 0,
  min: 0,
  description: "added to denominators by all but sgd, nesterov and asgd; 0 stands for each optimizer's own default",
} as const satisfies ParameterSpec

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
