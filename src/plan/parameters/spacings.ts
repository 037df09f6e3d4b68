import { z } from 'zod'
import { shapeError } from '../shape/error.js'
import { planErrorAt } from '../sweep-file.js'
import type { Choice, FormPlace } from './form.js'

/** A list of numbers that is computed is no longer than this. */
export const longestList = 100_000

const min = z.number({ error: 'must be a number' }).describe('The first value.')
const max = z.number({ error: 'must be a number' })
const step = 'must be a number greater than 0'
const count = `must be an integer from 2 to ${longestList}`
const positive = 'must be a number greater than 0'

const countShape = z.int({ error: count }).min(2, { error: count }).max(longestList, { error: count })

/** Forms that stand for a list of numbers, by their keys. */
export const spacingShapes = {
  range: z
    .strictObject(
      {
        min,
        max: max.describe('The last value, when the steps hit it.'),
        step: z.number({ error: step }).gt(0, { error: step }).describe('From one value to the next.'),
      },
      { error: 'must be a map, as { min: 0, max: 1, step: 0.1 }' },
    )
    .refine((range) => range.min <= range.max, { error: 'must have a min that is not above its max' })
    .describe('Numbers with equal steps, both ends included.'),
  linspace: z
    .strictObject(
      { min, max: max.describe('The last value.'), count: countShape.describe('How many values.') },
      { error: 'must be a map, as { min: 0, max: 1, count: 5 }' },
    )
    .refine((space) => space.min < space.max, { error: 'must have a min below its max' })
    .describe('So many numbers with equal distances, both ends included.'),
  logspace: z
    .strictObject(
      {
        min: z
          .number({ error: positive })
          .gt(0, { error: positive })
          .describe('The first value itself, not its exponent.'),
        max: z
          .number({ error: positive })
          .gt(0, { error: positive })
          .describe('The last value itself, not its exponent.'),
        count: countShape.describe('How many values.'),
      },
      { error: 'must be a map, as { min: 0.0001, max: 0.1, count: 4 }' },
    )
    .refine((space) => space.min < space.max, { error: 'must have a min below its max' })
    .describe('So many numbers with equal ratios, both ends included.'),
} as const

/** A decimal fraction: `digits` divided by 10 to the power of `places`. */
interface Decimal {
  readonly digits: bigint
  /** From 0. */
  readonly places: number
}

/** The shortest decimal that reads as a number, which is how a person would have written it. Exact from there on. */
function decimalOf(value: number): Decimal {
  const [mantissa, exponent] = value.toExponential().split('e') as [string, string]
  const [whole, fraction = ''] = mantissa.split('.') as [string, string?]
  const digits = BigInt(`${whole}${fraction}`)
  const places = fraction.length - Number(exponent)
  return places >= 0 ? { digits, places } : { digits: digits * 10n ** BigInt(-places), places: 0 }
}

/** Reads `range`, `linspace` or `logspace` as the list of numbers that it stands for. Throws PlanError. */
export function parseSpacing(kind: keyof typeof spacingShapes, value: unknown, { name, where }: FormPlace): Choice {
  const shape = spacingShapes[kind]
  const shaped = shape.safeParse(value)
  const base = ['parameters', name, kind]
  if (!shaped.success) throw shapeError(where, { shape, value, issues: shaped.error.issues, base })

  const path = base.join('.')
  const values =
    kind === 'range' ? rangeValues(shaped.data as Range, longestList - 1) : spacedValues(kind, shaped.data as Spacing)
  if (values === undefined) {
    throw planErrorAt(
      where,
      path,
      `it has more than ${longestList} values`,
      'Write a larger step, or draw with method: random',
    )
  }
  if (values.some((number, i) => i > 0 && number <= values[i - 1]!)) {
    throw planErrorAt(where, path, 'its values are nearer to one another than numbers can be', 'Write fewer of them')
  }
  return { values }
}

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

interface Range {
  readonly min: number
  readonly max: number
  readonly step: number
}

const billion = 1_000_000_000n

function scaled({ digits, places }: Decimal, scale: number): bigint {
  return digits * 10n ** BigInt(scale - places)
}

/** `count` numbers from min to max, both exact, with equal distances, or with equal ratios for `logspace`. */
function spacedValues(kind: 'linspace' | 'logspace', { min, max, count }: Spacing): readonly number[] {
  return Array.from({ length: count }, (_, i) => {
    if (i === 0) return min
    if (i === count - 1) return max
    const part = i / (count - 1)
    if (kind === 'linspace') return withoutNoise(min * (1 - part) + max * part)
    return withoutNoise(10 ** (Math.log10(min) * (1 - part) + Math.log10(max) * part))
  })
}

interface Spacing {
  readonly min: number
  readonly max: number
  readonly count: number
}

/**
 * A computed number as a person would have written it: 0.30000000000000004 becomes 0.3. A number that is not within
 * rounding of one of at most 9 digits stays as it is.
 */
function withoutNoise(computed: number): number {
  const rounded = Number(computed.toPrecision(13))
  const digits = rounded.toExponential().replace(/e.*|[-.]/g, '')
  return digits.length <= 9 ? rounded : computed
}
