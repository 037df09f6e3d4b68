import { didYouMean } from '../core/did-you-mean.js'
import { planErrorAt } from './plan-error-at.js'
import type { SweepFile } from './sweep-file.js'

/** Throws PlanError when the experiment says which metrics it reports and the sweep optimizes another one. */
export function checkMetric(file: SweepFile, metrics: readonly string[] | undefined): void {
  const { metric, experiment } = file.sweep
  if (metrics === undefined || metrics.includes(metric.name)) return
  throw planErrorAt(
    file,
    'metric.name',
    `the experiment "${experiment}" does not report "${metric.name}"`,
    `${didYouMean(metric.name, metrics)}It reports: ${metrics.join(', ')}`,
  )
}
