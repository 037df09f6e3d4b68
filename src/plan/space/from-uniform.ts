import type { Json } from '../../core/json.js'
import type { Distribution } from '../../core/parameter.js'
import { inverseNormal } from './inverse-normal.js'

/** The value of a distribution below which the part `u` of it lies, 0 < u < 1: its quantile. */
export function fromUniform(distribution: Distribution, u: number): Json {
  switch (distribution.kind) {
    case 'uniform':
      return distribution.min + u * (distribution.max - distribution.min)
    case 'log_uniform_values': {
      const [low, high] = [Math.log(distribution.min), Math.log(distribution.max)]
      // The logarithm and its inverse may round beyond the ends.
      return Math.min(distribution.max, Math.max(distribution.min, Math.exp(low + u * (high - low))))
    }
    case 'q_uniform': {
      const { min, max, q } = distribution
      return withoutNoise(Math.round((min + u * (max - min)) / q) * q)
    }
    case 'int_uniform':
      return distribution.min + Math.floor(u * (distribution.max - distribution.min + 1))
    case 'normal':
      return distribution.mu + distribution.sigma * inverseNormal(u)
    case 'categorical': {
      const { values, probabilities } = distribution
      let above = u
      const place = probabilities.findIndex((probability) => {
        above -= probability
        return above < 0
      })
      // The probabilities may add up to a little less than 1.
      return values[place === -1 ? probabilities.findLastIndex((probability) => probability > 0) : place]!
    }
    default:
      return distribution satisfies never
  }
}

/** A multiple of 0.1 is 0.3 and not 0.30000000000000004. */
function withoutNoise(value: number): number {
  return Number(value.toPrecision(12))
}
