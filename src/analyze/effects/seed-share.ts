import { mean } from '../statistics/mean.js'
import { variance } from '../statistics/variance.js'
import type { PointMean } from './point-mean.js'

/**
 * Share of the variance between the means of points that seeds alone would make: the pooled variance within points over
 * the number of seeds, over that between points (one-way analysis of variance), at most 1. Null where no point has two
 * seeds, and where points do not differ.
 */
export function seedShare(points: readonly PointMean[]): number | null {
  const repeated = points.filter(({ values }) => values.length > 1)
  const between = variance(points.map((point) => point.mean))
  if (repeated.length === 0 || !(between > 0)) return null
  const degrees = repeated.reduce((sum, { values }) => sum + values.length - 1, 0)
  const squares = repeated.reduce((sum, { values }) => sum + variance(values) * (values.length - 1), 0)
  const noise = (squares / degrees) * mean(points.map(({ values }) => 1 / values.length))
  return Math.min(1, noise / between)
}
