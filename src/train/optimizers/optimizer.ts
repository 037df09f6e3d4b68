import type { Tf } from '../../engine/tf.js'
import type { Tensors } from '../tensors/tensors.js'

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
