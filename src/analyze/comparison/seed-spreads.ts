import type { Point } from '../points/group-points.js'
import { variance } from '../statistics/variance.js'
import type { SeedSpread } from './seed-spread.js'

/**
 * Of every point, from its own seeds; for those with one seed, from all points together, each by its degrees of freedom;
 * null where no point has two.
 */
export function seedSpreads(points: readonly Point[]): readonly (SeedSpread | null)[] {
  let [sum, degrees] = [0, 0]
  const own = points.map(({ values }) => {
    if (values.length < 2) return null
    const spread = { variance: variance(values), degrees: values.length - 1, pooled: false }
    sum += spread.variance * spread.degrees
    degrees += spread.degrees
    return spread
  })
  const pooled = degrees === 0 ? null : { variance: sum / degrees, degrees, pooled: true }
  return own.map((spread) => spread ?? pooled)
}
