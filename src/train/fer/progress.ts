import type { Metrics } from '../../core/reading.js'
import type { TrainingState } from '../fit/training-state.js'
import type { Tensors } from '../tensors.js'

/** Everything that a trial carries from epoch to epoch: with it, a resumed trial goes on bit for bit. */
export interface Progress {
  /** Epochs done. */
  readonly epochs: number
  readonly state: TrainingState
  /** The metric that is optimized, of every epoch: what schedules look at. */
  readonly past: readonly number[]
  readonly best: { readonly metrics: Metrics; readonly weights: Tensors } | undefined
}
