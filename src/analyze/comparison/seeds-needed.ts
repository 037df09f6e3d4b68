import { tTestPower } from '../statistics/t-test-power.js'
import type { ComparedPoint } from './compared-point.js'
import { sampleVariance } from './sample-variance.js'

/** More are not looked for. */
export const mostSeeds = 1000

/**
 * How many seeds of either point would tell them apart with a chance of 80 % if they differ as much as they seem to, in a
 * test at `alpha`, when one trial varies by `variance` from seed to seed; null when 1000 would not. More seeds do not make
 * the samples more: what is due to these alone stays.
 */
export function seedsNeeded(a: ComparedPoint, b: ComparedPoint, variance: number, alpha: number): number | null {
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
