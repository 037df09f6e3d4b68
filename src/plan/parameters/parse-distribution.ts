import { didYouMean } from '../../core/did-you-mean.js'
import type { Json } from '../../core/json.js'
import type { Distribution } from '../../core/parameter.js'
import { planErrorAt } from '../plan-error-at.js'
import { shapeError } from '../shape/shape-error.js'
import { showValue } from '../show-value.js'
import { checkedList } from './checked-list.js'
import { type DistributionName, distributionShapes, nearestDistributions } from './distribution-shapes.js'
import { gridOf } from './grid-of.js'
import type { Choice, FormPlace } from './parse-form.js'

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
