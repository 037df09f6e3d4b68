import { z } from 'zod'
import type { Json } from '../../core/json.js'

const number = 'must be a number'
const positive = 'must be a number greater than 0'
const integer = 'must be an integer'
const list = 'must be a list'
const below = 'must have a min below its max'
const finite = 'must have a min and a max whose distance is a number'

const values = z
  .array(
    z.custom<Json>(() => true),
    { error: list },
  )
  .describe('The values, each drawn equally often.')
const probability = 'must be a number from 0 to 1'
const probabilities = z
  .array(z.number({ error: probability }).min(0, { error: probability }).max(1, { error: probability }), {
    error: list,
  })
  .describe('How often each value is drawn; together 1.')
const min = z.number({ error: number }).describe('The least value.')
const max = z.number({ error: number }).describe('The greatest value.')

/** The distributions of W&B's sweep files that are known here, by name. Each shape lists the keys of its own. */
export const distributionShapes = {
  constant: z.strictObject({ value: z.custom<Json>((value) => value !== undefined, { error: 'must be a value' }) }),
  categorical: z.strictObject({ values, probabilities: probabilities.optional() }),
  uniform: between(z.strictObject({ min, max })),
  log_uniform_values: between(
    z.strictObject({
      min: z
        .number({ error: positive })
        .gt(0, { error: positive })
        .describe('The least value itself, not its exponent.'),
      max: z
        .number({ error: positive })
        .gt(0, { error: positive })
        .describe('The greatest value itself, not its exponent.'),
    }),
  ),
  q_uniform: between(
    z.strictObject({
      min,
      max,
      q: z.number({ error: positive }).gt(0, { error: positive }).describe('Values are multiples of it.').default(1),
    }),
  ),
  int_uniform: between(
    z.strictObject({
      min: z.int({ error: integer }).describe('The least integer.'),
      max: z.int({ error: integer }).describe('The greatest integer.'),
    }),
  ),
  normal: z.strictObject({
    mu: z.number({ error: number }).describe('The mean.').default(0),
    sigma: z.number({ error: positive }).gt(0, { error: positive }).describe('The standard deviation.').default(1),
  }),
} as const

export type DistributionName = keyof typeof distributionShapes

/** W&B's other distributions, and what comes nearest to each. */
export const nearestDistributions: Readonly<Record<string, DistributionName>> = {
  beta: 'uniform',
  categorical_w_probabilities: 'categorical',
  inv_log_uniform: 'log_uniform_values',
  inv_log_uniform_values: 'log_uniform_values',
  log_normal: 'log_uniform_values',
  log_uniform: 'log_uniform_values',
  q_beta: 'q_uniform',
  q_log_normal: 'log_uniform_values',
  q_log_uniform: 'log_uniform_values',
  q_log_uniform_values: 'log_uniform_values',
  q_normal: 'normal',
}

function between<S extends z.ZodType<{ readonly min: number; readonly max: number }>>(shape: S): S {
  return shape
    .refine((range) => range.min < range.max, { error: below })
    .refine((range) => Number.isFinite(range.max - range.min), { error: finite })
}
