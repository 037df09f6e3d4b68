import { type Decimal, decimalOf } from './decimal.js'

/**
 * min, min + step, … up to max, which is included when it is hit within a billionth of a step. Computed in decimals, so
 * that 0 to 1 by 0.1 has 0.3 in it. Undefined for more than `most` values.
 */
export function rangeValues({ min, max, step }: Range, most: number): readonly number[] | undefined {
  if ((max - min) / step > most) return undefined
  const scale = Math.max(decimalOf(min).places, decimalOf(max).places, decimalOf(step).places)
  const [first, last, by] = [min, max, step].map((value) => scaled(decimalOf(value), scale)) as [bigint, bigint, bigint]
  const steps = Number(((last - first) * billion + by) / (by * billion))
  return Array.from({ length: steps + 1 }, (_, i) => {
    const value = first + BigInt(i) * by
    return value >= last ? max : Number(`${value}e-${scale}`)
  })
}

export interface Range {
  readonly min: number
  readonly max: number
  readonly step: number
}

const billion = 1_000_000_000n

function scaled({ digits, places }: Decimal, scale: number): bigint {
  return digits * 10n ** BigInt(scale - places)
}
