import type { Parameter } from '../core/parameter.js'
import type { Run } from '../core/run.js'
import type { AttemptRow, TrialRow } from '../core/run-data.js'
import type { Metric } from '../core/sweep.js'
import type { Reading } from '../core/trial.js'

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

/** One metric through the readings of a trial, which all are finite. */
export interface ReadingSeries {
  readonly metric: string
  /** Whether its name says that it is a loss, as `val_loss` does. */
  readonly isLoss: boolean
  /** By step; at least one. Steps that did not report the metric are left out. */
  readonly points: readonly SeriesPoint[]
  /** The first of equal ones, as is `highest`. */
  readonly lowest: SeriesPoint
  readonly highest: SeriesPoint
}

export interface SeriesPoint {
  readonly step: number
  readonly value: number
}

/** The series of a metric that at least one of the readings, which stand by step, has. */
function readingSeries(metric: string, readings: readonly Reading[]): ReadingSeries {
  const points = readings.flatMap(({ step, metrics }) =>
    Object.hasOwn(metrics, metric) ? [{ step, value: metrics[metric]! }] : [],
  )
  const lowest = points.reduce((a, b) => (b.value < a.value ? b : a))
  const highest = points.reduce((a, b) => (b.value > a.value ? b : a))
  return { metric, isLoss: /(^|[._/-])loss$/i.test(metric), points, lowest, highest }
}
