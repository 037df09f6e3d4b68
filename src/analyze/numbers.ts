import type { Interval } from './statistics/intervals.js'

/** A number with so many significant digits, without an exponent where it reads well: 0.0123, 0, 1234.5, 1.2e-7. */
export function roundText(value: number, digits: number): string {
  const rounded = Number(value.toPrecision(digits))
  return Math.abs(rounded) >= 1e-4 || rounded === 0 ? String(rounded) : rounded.toExponential()
}

/** A mean and its interval, as "0.462" and "0.451 to 0.473": with as many decimals as the interval can tell. */
export function valueTexts({ mean, interval }: { readonly mean: number; readonly interval: Interval | null }): {
  readonly mean: string
  readonly interval: string | null
} {
  if (interval === null || interval.high === interval.low) return { mean: roundText(mean, 4), interval: null }
  const reach = (interval.high - interval.low) / 2
  // Two digits of the reach.
  const decimals = Math.min(10, Math.max(0, 1 - Math.floor(Math.log10(reach))))
  const text = (value: number) => value.toFixed(decimals)
  return { mean: text(mean), interval: `${text(interval.low)} to ${text(interval.high)}` }
}
