import type { Interval } from '../interval.js'
import { tInterval } from './t-interval.js'

/**
 * Of the mean of a metric over trials, by Student's t, cut at 0 and 1 where the metric is a share, as an accuracy is: two
 * seeds would have it anywhere. Null below two values.
 */
export function metricInterval(metric: string, values: readonly number[]): Interval | null {
  const interval = tInterval(values)
  if (!interval || !isShare(metric, values)) return interval
  return { ...interval, low: Math.max(0, interval.low), high: Math.min(1, interval.high) }
}

function isShare(metric: string, values: readonly number[]): boolean {
  return shares.test(metric) && values.every((value) => value >= 0 && value <= 1)
}

/** By the names of the field, after a split or alone, as `val_accuracy`. */
const shares = /(^|_)(accuracy|acc|top\d+|f1|auc|precision|recall|ece|iou|dice)$/
