import type { Run } from '../core/run.js'
import type { AttemptRow } from './attempt-row.js'
import type { Predictions } from './predictions.js'
import type { TrialRow } from './trial-row.js'

/** All that is known of a run: what an analysis and the pictures are made from. */
export interface RunData {
  readonly run: Run
  /** Every trial that was ever claimed, by number, with its readings. */
  readonly trials: readonly TrialRow[]
  /** How many trials the sweep has, those included that have never started. */
  readonly total: number
  /** In the order of their starts. */
  readonly attempts: readonly AttemptRow[]
  /** By key of the trial, of those that kept them. */
  readonly validation: ReadonlyMap<string, Predictions>
  readonly test: ReadonlyMap<string, Predictions>
}
