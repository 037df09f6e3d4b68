import type { Tf } from '../../engine/tf.js'
import type { Tensors } from '../tensors.js'

/**
 * An optimizer: a pair of pure functions over named tensors. They make new tensors and dispose none, so call them in
 * `tf.tidy`. Weights and gradients have the same names and shapes.
 */
export interface Optimizer {
  /** The state before the first step. */
  init(tf: Tf, weights: Tensors): OptimizerState
  /** The weights and the state after one step at the learning rate `lr`. */
  update(tf: Tf, step: OptimizerStep): { readonly weights: Tensors; readonly state: OptimizerState }
}

export interface OptimizerStep {
  readonly weights: Tensors
  readonly gradients: Tensors
  readonly state: OptimizerState
  readonly lr: number
}

/** What an optimizer remembers between steps. */
export interface OptimizerState {
  /** Steps taken. */
  readonly steps: number
  /** By name of the slot (as `velocity`), one tensor for each weight. */
  readonly slots: Readonly<Record<string, Tensors>>
}
