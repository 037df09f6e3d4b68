import type { OptimizerState } from '../optimizers/optimizer.js'
import type { Tensors } from '../tensors/tensors.js'

/** What a training step changes. Whoever holds it disposes it. */
export interface TrainingState {
  readonly weights: Tensors
  readonly optimizer: OptimizerState
}
