import type { Interval } from '../analyze/statistics/intervals.js'
import { intervalText } from './interval-text.js'
import { numberText } from './number-text.js'

/** Several of them as a column of texts of one width, so that the numbers stand below each other; a dash for null. */
export function estimateTexts(
  estimates: readonly { readonly value: number | null; readonly interval: Interval | null }[],
): readonly string[] {
  const numbers = estimates.map(({ value }) => (value === null ? '-' : numberText(value)))
  const intervals = estimates.map(({ value, interval }) => (value === null ? '' : intervalText(value, interval)))
  const widest = (texts: readonly string[]) => Math.max(0, ...texts.map((text) => text.length))
  const [left, right] = [widest(numbers), widest(intervals)]
  return numbers.map((text, i) => text.padStart(left) + intervals[i]!.padEnd(right))
}
