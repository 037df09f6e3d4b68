import type { TrialRow } from '../../analyze/run-data.js'
import type { Interval } from '../../analyze/statistics/intervals.js'
import type { Params } from '../../core/trial.js'

/** A point of a run as it is recorded. */
export interface RecordedPoint {
  readonly params: Params
  /** The trial that is trained again first: the one that was asked for, or the best one of the point. */
  readonly trial: TrialRow
  /** Its complete trials that have a value, by number. */
  readonly trials: readonly TrialRow[]
  /** Place of the point by the mean over seeds; null when it is not complete. */
  readonly rank: number | null
  /** How many points have a complete trial. */
  readonly points: number
  /** Mean of the metric over its trials; null without any. */
  readonly mean: number | null
  /** Of that mean; null where it cannot be told. */
  readonly interval: Interval | null
}
