import type { MarginalValue } from '../effects.js'
import { mean } from '../statistics/mean.js'
import { tInterval } from '../statistics/t-interval.js'
import type { Levels } from './levels.js'
import type { PointMean } from './point-mean.js'

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
