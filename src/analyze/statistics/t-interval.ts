import type { Interval } from '../interval.js'
import { mean } from './mean.js'
import { tQuantile } from './t-quantile.js'
import { variance } from './variance.js'

/** Of the mean of normal values, by Student's t (Student, Biometrika 6, 1908); null below two values. */
export function tInterval(values: readonly number[], level = 0.95): Interval | null {
  if (values.length < 2) return null
  const middle = mean(values)
  const reach = tQuantile(level, values.length - 1) * Math.sqrt(variance(values) / values.length)
  return { low: middle - reach, high: middle + reach, level, kind: 't' }
}
