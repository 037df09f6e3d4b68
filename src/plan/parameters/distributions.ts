import { z } from 'zod'
import type { Json } from '../../core/json.js'
import type { Distribution } from '../../core/parameter.js'
import { didYouMean } from '../../core/texts.js'
import { shapeError } from '../shape/error.js'
import { planErrorAt, showValue } from '../sweep-file.js'
import { type Choice, checkedList, type FormPlace } from './form.js'
import { longestList, rangeValues } from './spacings.js'

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

type DistributionName = keyof typeof distributionShapes

/** W&B's other distributions, and what comes nearest to each. */
const nearestDistributions: Readonly<Record<string, DistributionName>> = {
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

/**
 * The values that W&B's grid search gives a distribution: every integer of int_uniform, and the steps of q_uniform from min
 * to below max. Undefined for a distribution that has no grid, or too long a one.
 */
function gridOf(distribution: Distribution): readonly number[] | undefined {
  switch (distribution.kind) {
    case 'int_uniform':
      return rangeValues({ ...distribution, step: 1 }, longestList - 1)
    case 'q_uniform': {
      const { min, max, q } = distribution
      return rangeValues({ min, max, step: q }, longestList - 1)?.filter((value) => value < max)
    }
    default:
      return undefined
  }
}

/**
 * Reads W&B's forms: `distribution` with its keys; `values` with `probabilities`; `min` and `max` alone, which are int_uniform
 * when both are written as integers and uniform otherwise: from 0.0 to 1.0 there are fractions. A grid takes the lists that
 * W&B's takes. Throws PlanError.
 */
export function parseDistribution(choice: Readonly<Record<string, unknown>>, place: FormPlace): Choice {
  const { where } = place
  const path = `parameters.${place.name}`
  const { distribution: named, ...value } = choice
  const kind = named === undefined ? kindOf(value, place) : nameAt(named, `${path}.distribution`, where)
  const shape = distributionShapes[kind]
  const shaped = shape.safeParse(value)
  if (!shaped.success) {
    throw shapeError(where, { shape, value, issues: shaped.error.issues, base: ['parameters', place.name] })
  }
  if (kind === 'constant') return { values: [value.value as Json] }
  const drawnPath = named === undefined ? path : `${path}.distribution`
  if (kind !== 'categorical') return drawn({ kind, ...shaped.data } as Distribution, drawnPath, place)

  const { values, probabilities } = shaped.data as { values: readonly Json[]; probabilities?: readonly number[] }
  checkedList(values, `${path}.values`, where)
  if (probabilities === undefined) return { values }
  const problem = wrongProbabilities(values.length, probabilities)
  if (problem !== undefined) throw planErrorAt(where, `${path}.probabilities`, problem)
  return drawn({ kind, values, probabilities }, drawnPath, place)
}

function kindOf(value: Readonly<Record<string, unknown>>, { name, where }: FormPlace): DistributionName {
  if ('values' in value || 'probabilities' in value) return 'categorical'
  const isInteger = (key: 'min' | 'max') =>
    Number.isInteger(value[key]) && !where.positions[`parameters.${name}.${key}`]?.fraction
  return isInteger('min') && isInteger('max') ? 'int_uniform' : 'uniform'
}

function nameAt(named: unknown, path: string, where: FormPlace['where']): DistributionName {
  const names = Object.keys(distributionShapes)
  if (typeof named === 'string' && Object.hasOwn(distributionShapes, named)) return named as DistributionName
  if (typeof named === 'string' && Object.hasOwn(nearestDistributions, named)) {
    const hint = `The nearest that is: ${nearestDistributions[named]}`
    throw planErrorAt(where, path, `the distribution ${named} is not supported`, hint)
  }
  const meant = typeof named === 'string' ? didYouMean(named, names).trim() : ''
  throw planErrorAt(where, path, `must be one of ${names.join(', ')}, got ${showValue(named)}`, meant)
}

function drawn(distribution: Distribution, path: string, { method, where }: FormPlace): Choice {
  if (method !== 'grid') return { distribution }
  const values = gridOf(distribution)
  if (values !== undefined) return { values }
  const hint = 'Write method: random (or sobol) and run_cap, or the values, as { values: [0.1, 0.01] }'
  throw planErrorAt(where, path, `method grid cannot draw from ${distribution.kind}`, hint)
}

function wrongProbabilities(count: number, probabilities: readonly number[]): string | undefined {
  if (probabilities.length !== count) return `must be one for each of the ${count} values, got ${probabilities.length}`
  const sum = probabilities.reduce((total, probability) => total + probability, 0)
  return Math.abs(sum - 1) < 1e-6 ? undefined : `must add up to 1, not to ${Number(sum.toPrecision(6))}`
}
