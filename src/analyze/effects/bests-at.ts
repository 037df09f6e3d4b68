import type { Metric } from '../../core/sweep.js'
import { mean } from '../statistics/mean.js'
import { bestsOf } from './bests-of.js'
import type { JoinedLevels } from './joined-levels.js'
import type { PointMean } from './point-mean.js'

/** The best level of one parameter at one level of another. */
export interface BestAt {
  /** The level of the other one. */
  readonly text: string
  /** The levels that have points here. */
  readonly tried: readonly string[]
  /** The best of them; several when they are level. */
  readonly best: readonly string[]
  /** Means at the best and at the worst level. */
  readonly means: readonly [best: number, worst: number]
  /** Seeds in which no other level is better than these, of the seeds that all of the levels have. */
  readonly wins: number
  readonly seeds: number
}

/** For each level of `given` the best levels of `of`, by the mean of the points over all else. */
export function bestsAt(
  given: JoinedLevels,
  of: JoinedLevels,
  points: readonly PointMean[],
  goal: Metric['goal'],
): readonly BestAt[] {
  return given.texts.flatMap((text, level) => {
    const cells = of.texts.map((_, inner) => points.filter((_, i) => given.of[i] === level && of.of[i] === inner))
    const tried = [...cells.keys()].filter((inner) => cells[inner]!.length > 0)
    if (tried.length === 0) return []
    const means = tried.map((inner) => mean(cells[inner]!.map((point) => point.mean)))
    const bests = bestsOf(means, goal)
    const seeds = commonSeeds(tried.map((inner) => cells[inner]!))
    const wins = seeds.filter((seed) => {
      const winners = bestsOf(
        tried.map((inner) => mean(cells[inner]!.flatMap((point) => valuesOf(point, seed)))),
        goal,
      )
      return bests.some((best) => winners.includes(best))
    })
    return {
      text,
      tried: tried.map((inner) => of.texts[inner]!),
      best: bests.map((best) => of.texts[tried[best]!]!),
      means: [means[bests[0]!]!, goal === 'maximize' ? Math.min(...means) : Math.max(...means)] as const,
      wins: wins.length,
      seeds: seeds.length,
    }
  })
}

function commonSeeds(cells: readonly (readonly PointMean[])[]): readonly number[] {
  const [first, ...rest] = cells.map((cell) => new Set(cell.flatMap(({ seeds }) => seeds)))
  return [...first!].filter((seed) => rest.every((seeds) => seeds.has(seed)))
}

function valuesOf({ seeds, values }: PointMean, seed: number): readonly number[] {
  return values.filter((_, i) => seeds[i] === seed)
}
