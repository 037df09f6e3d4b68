import type { Metrics } from '../../core/reading.js'
import type { EpochPart } from '../fit/train-epoch.js'
import type { TrainingState } from '../fit/training-state.js'
import type { Tensors } from '../tensors/tensors.js'
import type { TrainedOn } from './trained-on.js'

/** Everything that a trial carries from step to step: with it, a resumed trial goes on bit for bit. */
export interface Progress {
  /** Epochs done. */
  readonly epochs: number
  /** How far the epoch after them has come. */
  readonly part: EpochPart
  readonly state: TrainingState
  /** The metric that is optimized, of every epoch that reported it: what schedules look at. */
  readonly past: readonly number[]
  readonly best: Best | undefined
  /** What its weights are trained on, those that it began with included. */
  readonly trainedOn: readonly TrainedOn[]
}

/** The best epoch so far. */
export interface Best {
  readonly metrics: Metrics
  /** Those that were scored, so with averages where the optimizer has them. */
  readonly weights: Tensors
  /** Of the validation split, [count, classes]; empty without one. */
  readonly logits: Float32Array
}
