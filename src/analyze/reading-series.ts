import type { Reading } from '../core/reading.js'

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
export function readingSeries(metric: string, readings: readonly Reading[]): ReadingSeries {
  const points = readings.flatMap(({ step, metrics }) =>
    Object.hasOwn(metrics, metric) ? [{ step, value: metrics[metric]! }] : [],
  )
  const lowest = points.reduce((a, b) => (b.value < a.value ? b : a))
  const highest = points.reduce((a, b) => (b.value > a.value ? b : a))
  return { metric, isLoss: /(^|[._/-])loss$/i.test(metric), points, lowest, highest }
}
