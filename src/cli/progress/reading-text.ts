import type { Reading } from '../../core/reading.js'
import { showDuration } from '../../core/show-duration.js'
import type { Metric } from '../../core/sweep.js'
import { numberText } from '../../report/number-text.js'

/** `step 4, val_accuracy 0.7123, 1.2 s` */
export function readingText(metric: Metric, { step, metrics, seconds }: Reading): string {
  const value = metrics[metric.name]
  const shown = value === undefined ? [] : [`${metric.name} ${numberText(value)}`]
  return [`step ${step}`, ...shown, `${showDuration(seconds)}/step`].join(', ')
}
