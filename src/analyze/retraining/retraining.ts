import type { Metric } from '../../core/sweep.js'
import type { Interval } from '../interval.js'

/** One seed that was trained again, or for the first time, beside what is recorded of it. */
export interface RetrainedSeed {
  readonly seed: number
  /** Number of its trial in the run; null for a seed that the run has not. */
  readonly trial: number | null
  /** Whether it was trained to its end. */
  readonly complete: boolean
  /** Best value of the metric, and the step that reached it; null when there is none. */
  readonly value: number | null
  readonly bestStep: number | null
  /** The same as the run has it. */
  readonly recorded: { readonly value: number; readonly bestStep: number | null } | null
}

/** How a seed stands to what is recorded of it. */
export type SeedVerdict =
  /** Equal, bit for bit. */
  | 'reproduced'
  | 'not_reproduced'
  /** There is nothing to compare with. */
  | 'new'
  /** Its parameters are others than the recorded ones. */
  | 'other_parameters'
  | 'not_complete'

export interface JudgedSeed extends RetrainedSeed {
  readonly verdict: SeedVerdict
}

/** The mean over the seeds beside the recorded interval. */
export type MeanVerdict =
  | { readonly kind: 'within' | 'outside'; readonly interval: Interval }
  /**
   * Not compared: the parameters are others; the one seed is reproduced, which says more; the run has no interval; or no seed
   * has a value.
   */
  | { readonly kind: 'other_parameters' | 'reproduced' | 'no_interval' | 'no_value' }

/** What training a point again has shown. */
export interface Retraining {
  readonly metric: Metric
  /** In the order in which they were asked for. */
  readonly seeds: readonly JudgedSeed[]
  /** Over the seeds that have a value; null for none. */
  readonly mean: number | null
  readonly meanVerdict: MeanVerdict
  /** The seed whose model is kept; null when no seed is complete. */
  readonly kept: JudgedSeed | null
  /** Why: it is the only one, the best by the metric, or the first since no metric tells. */
  readonly keptAs: 'only' | 'best' | 'first'
}
