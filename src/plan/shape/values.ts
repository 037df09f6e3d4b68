import { z } from 'zod'
import type { Json } from '../../core/json.js'
import type { Condition } from '../../core/parameter.js'

/**
 * A map whose keys are names of parameters. Not zod's record, which refuses a map with a key `constructor`.
 * Its metadata is what becomes of it in the JSON Schema.
 */
export function mapShape(error: string) {
  return z.custom<Readonly<Record<string, unknown>>>(isMap, { error }).meta({ type: 'object' })
}

function isMap(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const notBytes = 'must be a number of bytes, or text like 512MB, 4GB or 4GiB; at least 1MB'
const units = { kB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12, MiB: 2 ** 20, GiB: 2 ** 30, TiB: 2 ** 40 } as const

/** An amount of memory as a number of bytes, or as text like `512MB` or `4GB`; becomes bytes. */
export const bytesShape = z
  .union(
    [
      z.number({ error: notBytes }),
      z.string({ error: notBytes }).regex(/^\d{1,9}(\.\d{1,9})? ?([kMGT]B|[MGT]iB)$/, { error: notBytes }),
    ],
    {
      error: notBytes,
    },
  )
  .transform(bytesOf)
  .refine((bytes) => bytes >= 1e6 && Number.isSafeInteger(bytes), { error: notBytes })

function bytesOf(amount: number | string): number {
  if (typeof amount === 'number') return amount
  const unit = /[A-Za-z]+$/.exec(amount)![0] as keyof typeof units
  return Math.round(Number.parseFloat(amount) * units[unit])
}

const notCondition =
  'must be a map of parameters to a value or a list of values, as { optimizer: [sgd, nesterov] }, or an expression'

/** `when` of a parameter: a map of names to a value or a list of values, or an expression. */
export const conditionShape = z
  .union(
    [
      z.string({ error: notCondition }).regex(/\S/, { error: notCondition }),
      mapShape(notCondition).refine((map) => Object.keys(map).length > 0, { error: notCondition }),
    ],
    { error: notCondition },
  )
  .transform(conditionOf)

function conditionOf(when: string | Readonly<Record<string, unknown>>): Condition {
  if (typeof when === 'string') return { expression: when }
  const match = Object.entries(when).map(([name, values]) => [name, Array.isArray(values) ? values : [values]])
  return { match: Object.fromEntries(match) as Readonly<Record<string, readonly Json[]>> }
}

/** Longer than any training, and short enough for the timers of Node, which count milliseconds in 31 bits. */
const longest = 20 * 24 * 3600
const seconds = { s: 1, m: 60, h: 3600 } as const

/** A span of time as a number of seconds, or as text like `90s`, `10m` or `2h`; becomes seconds. */
export function durationShape(limits: { readonly zero?: true; readonly auto?: true }) {
  const error = `must be seconds, or text like 90s, 10m or 2h${limits.auto ? ', or auto' : ''}; ${limits.zero ? 'from 0' : 'more than 0'} and at most 480h`
  const amount = z.number({ error }).max(longest, { error })
  const text = z.string({ error }).regex(/^\d{1,9}(\.\d{1,9})? ?[smh]$/, { error })
  const fits = (span: number) => span <= longest && (limits.zero ? span >= 0 : span > 0)
  return z
    .union([limits.zero ? amount.min(0, { error }) : amount.gt(0, { error }), text], { error })
    .transform(secondsOf)
    .refine(fits, { error })
}

function secondsOf(span: number | string): number {
  return typeof span === 'number' ? span : Number.parseFloat(span) * seconds[span.at(-1) as keyof typeof seconds]
}
