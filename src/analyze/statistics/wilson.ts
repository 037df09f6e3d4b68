import type { Interval } from '../interval.js'

/** Of a share of `samples`, 95 %: Wilson's score interval ("Probable inference, the law of succession, and statistical inference", JASA 22, 1927). */
export function wilson(share: number, samples: number): Interval {
  const z2 = z ** 2
  const middle = (share + z2 / (2 * samples)) / (1 + z2 / samples)
  const reach = (z * Math.sqrt((share * (1 - share)) / samples + z2 / (4 * samples ** 2))) / (1 + z2 / samples)
  return { low: Math.max(0, middle - reach), high: Math.min(1, middle + reach), level: 0.95, kind: 'binomial' }
}

/** 97.5 % of the standard normal distribution lie below it. */
const z = 1.959963984540054
