import type { Metric } from '../../core/sweep.js'
import { tInterval } from '../statistics/intervals.js'
import { mean } from '../statistics/variance.js'
import type { MarginalValue } from './effects.js'
import type { PointMean } from './factors.js'
import type { JoinedLevels, Levels } from './levels.js'

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

/** Where the best of these means stand. Means of equal values can differ in their last digits, which makes none better. */
export function bestsOf(means: readonly number[], goal: Metric['goal']): readonly number[] {
  const best = goal === 'maximize' ? Math.max(...means) : Math.min(...means)
  return [...means.keys()].filter((i) => Math.abs(means[i]! - best) <= 1e-12 * Math.abs(best))
}

/**
 * The mean of the metric at every level of a parameter, over all points that have it; a point counts once, as its mean
 * over seeds.
 *
 * Trials are no independent witnesses: those of one point share all parameters, and those of one seed share the first
 * weights and the order of the samples. So the interval is Student's t over clusters. In a grid whose points have the same
 * seeds these are the seeds, each as its mean over the points: it says how the mean would vary with other seeds at the same
 * settings of all else. Otherwise they are the points, three or more: then it says how the mean would vary with other
 * settings as well, which were drawn or left to chance, and is wide where these matter.
 *
 * @param grid whether the points are those of a grid and not drawn
 */
export function marginalValues(
  { levels, of }: Levels,
  points: readonly PointMean[],
  grid: boolean,
): readonly MarginalValue[] {
  return levels.map(({ value, range }, level) => {
    const members = points.filter((_, i) => of[i] === level)
    const trials = members.reduce((sum, { values }) => sum + values.length, 0)
    return { value, range, trials, mean: mean(members.map((point) => point.mean)), ...intervalOf(members, grid) }
  })
}

function intervalOf(members: readonly PointMean[], grid: boolean): Pick<MarginalValue, 'interval' | 'over'> {
  const seeds = members[0]!.seeds
  const shared = members.every((point) => point.seeds.join() === seeds.join())
  if (shared && seeds.length > 1 && (grid || members.length === 1)) {
    return { interval: tInterval(seeds.map((_, i) => mean(members.map(({ values }) => values[i]!)))), over: 'seeds' }
  }
  if (members.length < 3) return { interval: null, over: null }
  return { interval: tInterval(members.map((point) => point.mean)), over: 'points' }
}
