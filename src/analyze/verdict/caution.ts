import { predictionsFor } from '../points/predictions-for.js'
import type { RunData } from '../run-data.js'
import type { Findings } from '../warnings/warnings-of.js'
import { splitText } from './split-text.js'

/** Why the score of the best point is more than it would reach on new data. */
export function caution(data: RunData, { points, metric }: Findings): readonly string[] {
  const best = points[0]!
  const own = data.trials.filter(({ key }) => best.keys.includes(key))
  const reasons = [
    ...(points.length > 1
      ? [`it is the ${metric.goal === 'maximize' ? 'highest' : 'lowest'} of ${points.length} points`]
      : []),
    ...(own.some(({ steps }) => steps > 1) ? ['it chose the best step of every trial'] : []),
  ]
  if (reasons.length === 0) return []
  const where = splitText(predictionsFor(metric.name, data), best.keys)
  return [`Its ${metric.name}${where} is optimistic: ${reasons.join(', and ')}; expect worse on new data.`]
}
