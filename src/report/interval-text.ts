import type { Interval } from '../analyze/statistics/intervals.js'
import { numberText } from './number-text.js'

/** `± 0.0103` and the like, with a space before; nothing for null. */
export function intervalText(value: number, interval: Interval | null): string {
  if (interval === null) return ''
  const { low, high } = interval
  const half = (high - low) / 2
  // What equal numbers leave of each other when they are averaged.
  if (half < 1e-12 * Math.abs(value)) return ` ± ${halfText(0, numberText(value))}`
  if (!isSymmetric(value, interval)) return ` (${numberText(low)} – ${numberText(high)})`
  return ` ± ${halfText(half, numberText(value))}`
}

/** Up to what the digits show: the binomial intervals of many samples are a little longer on one side. */
function isSymmetric(value: number, { low, high }: Interval): boolean {
  return Math.abs(high - value - (value - low)) <= 0.02 * (high - low)
}

/** With as many decimals as the number has, and more where these would show nothing of it. */
function halfText(half: number, number: string): string {
  const decimals = /e/.test(number) ? Number.NaN : (number.split('.')[1] ?? '').length
  const fixed = Number.isNaN(decimals) ? '0' : half.toFixed(decimals)
  return half > 0 && Number(fixed) === 0 ? half.toPrecision(2) : fixed
}
