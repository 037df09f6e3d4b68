import type { Interval } from '../analyze/statistics/intervals.js'
import { intervalText } from './interval-text.js'
import { numberText } from './number-text.js'

/** A measured number with its interval: `0.4512 ± 0.0103`, or `0.4512 (0.4409 – 0.4631)` where its ends are not as far. */
export function estimateText(value: number, interval: Interval | null): string {
  return numberText(value) + intervalText(value, interval)
}
