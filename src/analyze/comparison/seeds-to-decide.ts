import type { SeedsToDecide } from '../analysis.js'
import { tTestPower } from '../statistics/tests.js'
import { type ComparedPoint, sampleVariance } from './tests.js'

/**
 * How many seeds would tell the best point, the first, from the tied ones; `tied` are their places. Null where none is
 * tied or nothing tells how much seeds differ: that is taken from these points together, since two or three seeds of one
 * would promise too much or too little.
 */
export function seedsToDecide(
  points: readonly ComparedPoint[],
  tied: readonly number[],
  level: number,
): SeedsToDecide | null {
  const best = points[0]
  const variance = best && varianceOf([best, ...tied.map((place) => points[place]!)])
  if (!best || variance == null || tied.length === 0) return null
  const byEase = tied.toSorted((a, b) => Math.abs(best.mean - points[b]!.mean) - Math.abs(best.mean - points[a]!.mean))
  // The easiest is tested first, at Holm's strictest bar.
  const needed = (i: number) => {
    const seeds = seedsNeeded(best, points[byEase[i]!]!, variance, level / (byEase.length - i))
    return seeds === null ? null : Math.max(seeds, best.seeds + 1)
  }
  const last = byEase.length - 1
  const seeds = needed(last)
  const half = Math.ceil(byEase.length / 2)
  const forHalf = byEase.length < 2 ? null : needed(half - 1)
  return { point: byEase[last]!, seeds, note: note(best, seeds, byEase.length, half, forHalf) }
}

/** What nearly diverged differs by powers of ten, and would tell nothing of how much the others' seeds do. */
const wild = 100

function varianceOf(points: readonly ComparedPoint[]): number | null {
  const all = points.flatMap(({ spread }) => (spread && !spread.pooled ? [spread] : []))
  const middle = all.map(({ variance }) => variance).sort((a, b) => a - b)[Math.floor((all.length - 1) / 2)] ?? 0
  const own = all.filter(({ variance }) => middle === 0 || variance <= wild * middle)
  const degrees = own.reduce((sum, spread) => sum + spread.degrees, 0)
  if (degrees === 0) return points[0]!.spread?.variance ?? null
  return own.reduce((sum, { variance, degrees }) => sum + variance * degrees, 0) / degrees
}

function note(best: ComparedPoint, seeds: number | null, tied: number, half: number, forHalf: number | null): string {
  const now = `instead of ${best.seeds}`
  if (seeds === null) {
    const closest = tied === 1 ? 'the tied point' : 'the closest of the tied points'
    const never = `Not even ${mostSeeds} seeds per point would tell it from ${closest}, if they differ no more than they seem to`
    return forHalf === null
      ? `${never}.`
      : `${never}; about ${forHalf} ${now} would tell it from ${half} of the ${tied}.`
  }
  const all = tied === 1 ? 'the tied point' : `all ${tied} tied points`
  const some = forHalf !== null && forHalf < seeds ? `, about ${forHalf} from ${half} of them` : ''
  return `About ${seeds} seeds per point ${now} would tell it from ${all}${some}, if they differ as much as they seem to (power 80 %).`
}

/** More are not looked for. */
const mostSeeds = 1000

/**
 * How many seeds of either point would tell them apart with a chance of 80 % if they differ as much as they seem to, in a
 * test at `alpha`, when one trial varies by `variance` from seed to seed; null when 1000 would not. More seeds do not make
 * the samples more: what is due to these alone stays.
 */
function seedsNeeded(a: ComparedPoint, b: ComparedPoint, variance: number, alpha: number): number | null {
  const difference = Math.abs(a.mean - b.mean)
  const shared = samplesAlone(a, b)
  const decides = (seeds: number) => {
    const error = Math.sqrt(shared + (2 * variance) / seeds)
    return error === 0 ? difference > 0 : tTestPower(difference / error, 2 * seeds - 2, 1 - alpha) >= power
  }
  if (!decides(mostSeeds)) return null
  let [low, high] = [1, mostSeeds]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (decides(middle)) high = middle
    else low = middle
  }
  return high
}

const power = 0.8

/** What other seeds cannot make less. One seed does not tell it from what they can: then the number is the least possible. */
function samplesAlone(a: ComparedPoint, b: ComparedPoint): number {
  if (!a.profile || !b.profile || a.seeds < 2 || b.seeds < 2) return 0
  return Math.max(0, sampleVariance(a.profile, b.profile) - a.profile.interaction - b.profile.interaction)
}
