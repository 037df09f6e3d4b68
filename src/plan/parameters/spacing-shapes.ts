import { z } from 'zod'

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
