import type { Parameter } from '../core/parameter.js'
import type { Run } from '../core/run.js'
import type { Metric } from '../core/sweep.js'
import type { AttemptRow } from './attempt-row.js'
import { type ReadingSeries, readingSeries } from './reading-series.js'
import type { TrialRow } from './trial-row.js'

/** All that is known of one trial. */
export interface TrialDetails {
  /** Name of the run. */
  readonly run: string
  readonly metric: Metric
  readonly parameters: readonly Parameter[]
  /** With its readings. */
  readonly trial: TrialRow
  /** In the order of their starts. */
  readonly attempts: readonly AttemptRow[]
  /** Of every metric that was reported: the sweep's first, then those of a loss, then the others by name. */
  readonly series: readonly ReadingSeries[]
}

/** What there is to say of a trial from its row and its attempts. */
export function trialDetails(run: Run, trial: TrialRow, attempts: readonly AttemptRow[]): TrialDetails {
  const { metric, parameters } = run.sweep
  const names = [...new Set(trial.readings.flatMap(({ metrics }) => Object.keys(metrics)))]
  const place = ({ metric: name, isLoss }: ReadingSeries) => (name === metric.name ? 0 : isLoss ? 1 : 2)
  const series = names
    .sort()
    .map((name) => readingSeries(name, trial.readings))
    .sort((a, b) => place(a) - place(b))
  return { run: run.name, metric, parameters, trial, attempts, series }
}
