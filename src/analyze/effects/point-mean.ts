import type { Params } from '../../core/trial.js'

/** A point with its complete trials, by seed. */
export interface PointMean {
  readonly params: Params
  readonly seeds: readonly number[]
  /** Of the sweep's metric, one for each seed. */
  readonly values: readonly number[]
  readonly mean: number
}
