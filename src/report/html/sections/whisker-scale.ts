import type { RankedPoint } from '../../../analyze/analysis.js'

/** What the left and right end of all whiskers of a table stand for. */
export interface WhiskerScale {
  readonly low: number
  readonly high: number
}

/** The scale on which every one of these points fits. */
export function whiskerScale(points: readonly RankedPoint[]): WhiskerScale {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const { mean, interval, values } of points) {
    low = Math.min(low, mean, ...values, interval?.low ?? mean)
    high = Math.max(high, mean, ...values, interval?.high ?? mean)
  }
  return low < high ? { low, high } : { low: low - 0.5, high: high + 0.5 }
}
