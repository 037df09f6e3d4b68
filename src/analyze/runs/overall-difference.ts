import type { Point } from '../points/group-points.js'
import { mean } from '../statistics/mean.js'
import { pairedT } from '../statistics/paired-t.js'
import { bySeed } from './by-seed.js'
import type { Overall, PointDifference } from './run-comparison.js'

/**
 * The mean difference over the points in common, each with the same weight; null when there are none. Student's t goes
 * over the points or, where there are more of them, over the seeds that all of these have in both runs. A point alone
 * stands for itself.
 */
export function overallDifference(
  points: readonly PointDifference[],
  pairs: readonly (readonly [Point, Point])[],
): Overall | null {
  const [only] = points
  if (!only) return null
  if (points.length === 1) return { a: only.a.mean, b: only.b.mean, difference: only.difference }
  const means = points.map(({ a, b }) => ({ a: a.mean, b: b.mean }))
  const seeds = seedMeans(pairs)
  const [by, compared] = seeds.length > points.length ? (['seed_pairs', seeds] as const) : (['points', means] as const)
  const [a, b] = [mean(compared.map((each) => each.a)), mean(compared.map((each) => each.b))]
  const { interval, p } = pairedT(
    compared.map((each) => each.b),
    compared.map((each) => each.a),
  )!
  return { a, b, difference: { value: b - a, interval, p, by, count: compared.length } }
}

/** The mean over all points with each seed that all of them have in both runs. */
function seedMeans(pairs: readonly (readonly [Point, Point])[]) {
  const values = pairs.map(([a, b]) => ({ a: bySeed(a), b: bySeed(b) }))
  const seeds = [...values[0]!.a.keys()].filter((seed) => values.every(({ a, b }) => a.has(seed) && b.has(seed)))
  return seeds.map((seed) => ({
    a: mean(values.map(({ a }) => a.get(seed)!)),
    b: mean(values.map(({ b }) => b.get(seed)!)),
  }))
}
