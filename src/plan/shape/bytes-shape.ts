import { z } from 'zod'

const error = 'must be a number of bytes, or text like 512MB, 4GB or 4GiB; at least 1MB'
const units = { kB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12, MiB: 2 ** 20, GiB: 2 ** 30, TiB: 2 ** 40 } as const

/** An amount of memory as a number of bytes, or as text like `512MB` or `4GB`; becomes bytes. */
export const bytesShape = z
  .union([z.number({ error }), z.string({ error }).regex(/^\d{1,9}(\.\d{1,9})? ?([kMGT]B|[MGT]iB)$/, { error })], {
    error,
  })
  .transform(bytesOf)
  .refine((bytes) => bytes >= 1e6 && Number.isSafeInteger(bytes), { error })

function bytesOf(amount: number | string): number {
  if (typeof amount === 'number') return amount
  const unit = /[A-Za-z]+$/.exec(amount)![0] as keyof typeof units
  return Math.round(Number.parseFloat(amount) * units[unit])
}
