import { z } from 'zod'

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
