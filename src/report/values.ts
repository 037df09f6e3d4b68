import type { Interval } from '../analyze/statistics/intervals.js'
import type { Json } from '../core/json.js'
import { shortNumber } from '../core/texts.js'
import type { Params } from '../core/trial.js'

/** A parameter's value in full: text as it is, everything else as JSON. */
export function valueText(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** A measured number with four significant digits, as a reader compares it: `0.9123`, `12.50`, `1.235e-9`, `123457`. */
export function numberText(value: number): string {
  const whole = Math.abs(value) >= 1e4 && Math.abs(value) < 1e15
  return whole ? String(Math.round(value)) : value.toPrecision(4)
}

/**
 * A parameter of a trial in a table: what was drawn has five significant digits, and what the trial has no value for, since
 * a condition does not hold there, is a dash, unlike null.
 */
export function paramText(params: Params, name: string): string {
  if (!Object.hasOwn(params, name)) return '-'
  const value = params[name]!
  return typeof value === 'number' ? shortNumber(value) : oneLine(valueText(value))
}

/** A text without line breaks, escape sequences or other control characters, so that it cannot break a table. */
export function oneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ').trim()
}

/** `± 0.0103` and the like, with a space before; nothing for null. */
function intervalText(value: number, interval: Interval | null): string {
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

/** A measured number with its interval: `0.4512 ± 0.0103`, or `0.4512 (0.4409 – 0.4631)` where its ends are not as far. */
export function estimateText(value: number, interval: Interval | null): string {
  return numberText(value) + intervalText(value, interval)
}

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

/** Breaks a text between its words into lines of at most `width` characters; the lines after the first are indented. */
export function wrapText(text: string, width: number = Number.POSITIVE_INFINITY, indent = ''): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line.trim() !== '' && line.length + 1 + word.length > width) {
      lines.push(line)
      line = indent + word
    } else {
      line = line === '' ? word : `${line} ${word}`
    }
  }
  return [...lines, line]
}
