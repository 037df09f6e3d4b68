import type { RunData } from '../run-data.js'
import type { Findings } from '../warnings/warnings-of.js'
import { splitText } from './split-text.js'

/** Why the score of the best point is more than it would reach on new data. */
export function caution({ trials, validation }: RunData, { points, metric }: Findings): readonly string[] {
  const best = points[0]!
  const own = trials.filter(({ key }) => best.keys.includes(key))
  const reasons = [
    ...(points.length > 1
      ? [`it is the ${metric.goal === 'maximize' ? 'highest' : 'lowest'} of ${points.length}`]
      : []),
    ...(own.some(({ steps }) => steps > 1) ? [`the best step of every trial was chosen by it`] : []),
  ]
  if (reasons.length === 0) return []
  const where = splitText(validation, best.keys)
  return [`Its ${metric.name}${where} is optimistic: ${reasons.join(', and ')}; expect less on new data.`]
}
