import { tQuantile } from './distributions.js'
import { mean, variance } from './variance.js'

/** A confidence interval, and how it was found. */
export interface Interval {
  readonly low: number
  readonly high: number
  /** As 0.95. */
  readonly level: number
  /** Student's t over seeds; the binomial error of one accuracy over samples, which knows nothing of other seeds. */
  readonly kind: 't' | 'binomial'
}

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

/** Of the mean of normal values, by Student's t (Student, Biometrika 6, 1908); null below two values. */
export function tInterval(values: readonly number[], level = 0.95): Interval | null {
  if (values.length < 2) return null
  const middle = mean(values)
  const reach = tQuantile(level, values.length - 1) * Math.sqrt(variance(values) / values.length)
  return { low: middle - reach, high: middle + reach, level, kind: 't' }
}

/** Of a share of `samples`, 95 %: Wilson's score interval ("Probable inference, the law of succession, and statistical inference", JASA 22, 1927). */
export function wilson(share: number, samples: number): Interval {
  const z2 = z ** 2
  const middle = (share + z2 / (2 * samples)) / (1 + z2 / samples)
  const reach = (z * Math.sqrt((share * (1 - share)) / samples + z2 / (4 * samples ** 2))) / (1 + z2 / samples)
  return { low: Math.max(0, middle - reach), high: Math.min(1, middle + reach), level: 0.95, kind: 'binomial' }
}

/** 97.5 % of the standard normal distribution lie below it. */
const z = 1.959963984540054
