import type { Parameter } from '../core/parameter.js'
import type { Metric } from '../core/sweep.js'
import type { StatusCounts } from './count-statuses.js'
import type { FailureGroup } from './group-failures.js'
import type { RankedTrial } from './rank-trials.js'

/** What there is to say of a run: every number that a report shows, none of the way it shows them. */
export interface Report {
  /** Name of the run. */
  readonly run: string
  /** Name of the sweep. */
  readonly sweep: string
  readonly metric: Metric
  readonly parameters: readonly Parameter[]
  /** Of all trials of the sweep, the waiting ones included. */
  readonly counts: StatusCounts
  /** Best first; all of them, or the first ones. */
  readonly trials: readonly RankedTrial[]
  /** How many trials were ever claimed beside these. */
  readonly hidden: number
  /** Why trials failed, whether they are among these or not. */
  readonly failures: readonly FailureGroup[]
}
