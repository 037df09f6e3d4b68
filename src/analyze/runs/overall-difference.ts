import type { Point } from '../points/group-points.js'
import { differenceOf } from '../statistics/difference-of.js'
import { mean } from '../statistics/mean.js'
import { pairedT } from '../statistics/paired-t.js'
import { satterthwaite } from '../statistics/satterthwaite.js'
import { variance } from '../statistics/variance.js'
import { bySeed } from './by-seed.js'
import type { Overall, PointDifference } from './run-comparison.js'

/**
 * The mean difference over the points in common, each with the same weight; null when there are none. Where all of them
 * have two seeds or more in both runs, it goes over these, and would be another with other points and other seeds;
 * otherwise over the means of the points, by a paired t-test that knows nothing of other seeds. A point alone stands for
 * itself.
 */
export function overallDifference(
  points: readonly PointDifference[],
  pairs: readonly (readonly [Point, Point])[],
  level = 0.95,
): Overall | null {
  const [only] = points
  if (!only) return null
  if (points.length === 1) return { a: only.a.mean, b: only.b.mean, difference: only.difference }
  const seeds = sharedSeeds(pairs)
  if (seeds.length >= 2) return crossed(pairs, seeds, level)
  const [ofA, ofB] = [points.map(({ a }) => a.mean), points.map(({ b }) => b.mean)]
  const [a, b] = [mean(ofA), mean(ofB)]
  const { interval, p } = pairedT(ofB, ofA, level)!
  return { a, b, difference: { value: b - a, interval, p, by: 'points', count: points.length } }
}

/** The seeds that every point has in both runs. */
function sharedSeeds(pairs: readonly (readonly [Point, Point])[]): readonly number[] {
  const lists = pairs.flat().map((point) => new Set(point.trials.map(({ seed }) => seed)))
  return [...lists[0]!].filter((seed) => lists.every((list) => list.has(seed)))
}

/**
 * Points and seeds both drawn at random: the variance of the mean of a table is that of its means by point plus that of
 * its means by seed, less the interaction, which either contains, and at least the greater of the two (Scheffé, "The
 * Analysis of Variance", 1959, section 7.4), with Satterthwaite's degrees of freedom.
 */
function crossed(pairs: readonly (readonly [Point, Point])[], seeds: readonly number[], level: number): Overall {
  const tables = ([0, 1] as const).map((side) =>
    pairs.map((pair) => {
      const values = bySeed(pair[side])
      return seeds.map((seed) => values.get(seed)!)
    }),
  )
  const [a, b] = tables.map((table) => mean(table.map(mean)))
  // [points, seeds]
  const table = tables[0]!.map((row, i) => row.map((value, j) => tables[1]![i]![j]! - value))
  const [byPoint, bySeeds] = [table.map(mean), seeds.map((_, j) => mean(table.map((row) => row[j]!)))]
  const whole = mean(byPoint)
  const rest = table.flatMap((row, i) => row.map((value, j) => (value - byPoint[i]! - bySeeds[j]! + whole) ** 2))
  const [points, count] = [byPoint.length, rest.length]
  const interaction = rest.reduce((sum, square) => sum + square, 0) / ((points - 1) * (seeds.length - 1) * count)
  const [ofPoints, ofSeeds] = [variance(byPoint) / points, variance(bySeeds) / seeds.length]
  const both = ofPoints + ofSeeds
  const standardError = Math.sqrt(Math.max(both - interaction, ofPoints, ofSeeds))
  const degrees = satterthwaite([
    { variance: ofPoints, degrees: points - 1 },
    { variance: ofSeeds, degrees: seeds.length - 1 },
  ])
  const { value, interval, p } = differenceOf(whole, standardError, degrees, level)
  return { a: a!, b: b!, difference: { value, interval, p, by: 'points_and_seeds', count } }
}
