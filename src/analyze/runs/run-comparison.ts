import type { Json } from '../../core/json.js'
import type { Metric } from '../../core/sweep.js'
import type { Params } from '../../core/trial.js'
import type { Interval } from '../interval.js'

/** What one run, B, does otherwise than another, A. Every difference is B less A. */
export interface RunComparison {
  /** Names of the runs. */
  readonly a: string
  readonly b: string
  readonly metric: Metric
  /** Parameters that one run does not have, or that are fixed in both at different values. */
  readonly parameters: readonly ParameterDifference[]
  /** Points that both have, best of A first. */
  readonly points: readonly PointDifference[]
  /** How many points have a complete trial in one run only. */
  readonly onlyA: number
  readonly onlyB: number
  /** Mean over the points in common; null when there are none. */
  readonly overall: Overall | null
  /** The best point of each run, in common or not; null where one has no complete trial. */
  readonly best: PointDifference | null
  /** Error rate of each family of tests: that of the points, and that of `overall` and `best`. */
  readonly level: number
  /** Whether `overall` or `best` is significantly worse in B; null when neither could be tested. */
  readonly worse: boolean | null
}

export interface ParameterDifference {
  readonly name: string
  /** Values in the order of their trials; null where the run does not have the parameter. */
  readonly a: readonly Json[] | null
  readonly b: readonly Json[] | null
}

export interface PointDifference {
  /** Of A; without what the runs differ in for points in common. */
  readonly params: Params
  /** The same but for `best`. */
  readonly paramsOfB: Params
  readonly a: Side
  readonly b: Side
  readonly difference: Difference
}

/** The complete trials of a point in one run; where only this run has some parameter, of all its values together. */
export interface Side {
  readonly trials: readonly number[]
  readonly seeds: readonly number[]
  /** Over the seeds that were compared. */
  readonly mean: number
}

export interface Difference {
  readonly value: number
  readonly interval: Interval | null
  /** After Holm's correction; null where no test was made. */
  readonly p: number | null
  /**
   * What tells how sure it is: pairs of trials of the same seed; the seeds of each alone (Welch); the same samples, for one
   * trial each; points in common, alone or with seeds that all of them have. Null where nothing does.
   */
  readonly by: 'seed_pairs' | 'seeds' | 'samples' | 'points' | 'points_and_seeds' | null
  /** How many of these; for `seeds` those of both, for `points_and_seeds` pairs of trials. */
  readonly count: number
}

export interface Overall {
  readonly a: number
  readonly b: number
  readonly difference: Difference
}
