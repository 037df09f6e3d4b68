import type { Difference } from './difference.js'
import { tQuantile } from './t-quantile.js'
import { tTestP } from './t-test-p.js'

/** A difference with its interval and test, from its standard error with its degrees of freedom. */
export function differenceOf(value: number, standardError: number, degrees: number, level: number): Difference {
  if (standardError === 0) {
    const interval = { low: value, high: value, level, kind: 't' } as const
    return { value, interval, standardError, degrees: Number.POSITIVE_INFINITY, p: value === 0 ? 1 : 0 }
  }
  const reach = tQuantile(level, degrees) * standardError
  const interval = { low: value - reach, high: value + reach, level, kind: 't' } as const
  return { value, interval, standardError, degrees, p: tTestP(value / standardError, degrees) }
}
