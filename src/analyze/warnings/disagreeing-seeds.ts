import type { Warning } from '../analysis.js'
import { mean } from '../statistics/mean.js'
import { roundText } from '../verdict/round-text.js'
import type { Findings } from './warnings-of.js'

/**
 * That seeds differ more than points do: the variance within points is larger than the component of variance between
 * them, by a one-way analysis of variance (Searle, Casella and McCulloch, "Variance Components", 1992, section 3.6).
 */
export function disagreeingSeeds({ points, metric }: Findings): readonly Warning[] {
  const trials = points.reduce((sum, { values }) => sum + values.length, 0)
  const [between, within] = [points.length - 1, trials - points.length]
  if (between < 1 || within < 1) return []
  const whole = mean(points.flatMap(({ values }) => values))
  let [squaresWithin, squaresBetween] = [0, 0]
  for (const { values, mean } of points) {
    for (const value of values) squaresWithin += (value - mean) ** 2
    squaresBetween += values.length * (mean - whole) ** 2
  }
  const seeds = squaresWithin / within
  // Trials per point, for points of different numbers of them.
  const each = (trials - points.reduce((sum, { values }) => sum + values.length ** 2, 0) / trials) / between
  const component = Math.max(0, (squaresBetween / between - seeds) / each)
  if (seeds <= component || seeds === 0) return []
  const [bySeed, byPoint] = [seeds, component].map((variance) => roundText(Math.sqrt(variance), 2))
  const text = `Seeds differ more than points do: ${metric.name} deviates by ${bySeed} from seed to seed and by ${byPoint} from point to point; what was searched matters little here, or more seeds are needed.`
  return [{ kind: 'seeds_disagree', text }]
}
