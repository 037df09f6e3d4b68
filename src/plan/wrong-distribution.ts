import type { Distribution } from '../core/parameter.js'
import type { ParameterSpec } from '../core/parameter-spec.js'

/** Why an experiment cannot read what a distribution draws; undefined when it can, or when its ends or values tell. */
export function wrongDistribution(distribution: Distribution, spec: ParameterSpec): string | undefined {
  const { kind } = distribution
  if (kind === 'categorical' || spec.type === 'json') return undefined
  if (spec.type !== 'number' && spec.type !== 'integer') return `must be a ${spec.type}, but ${kind} draws numbers`
  if (spec.type === 'number' || kind === 'int_uniform') return undefined
  if (kind === 'q_uniform' && Number.isInteger(distribution.q)) return undefined
  return `must be an integer, but ${kind} draws fractions. Use int_uniform`
}
