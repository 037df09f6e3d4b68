import type { RankedPoint } from '../analysis.js'
import type { RunData } from '../run-data.js'
import type { Findings } from '../warnings/warnings-of.js'
import { splitText } from './split-text.js'
import { valueTexts } from './value-texts.js'

/** Which point is best, at what score, of which split, and how sure that score is. */
export function winnerText({ validation }: RunData, { points, metric }: Findings, description: string): string {
  const best = points[0]!
  const level = points.filter(({ rank }) => rank === 1).length - 1
  const others = level === 1 ? '1 other' : `${level} others`
  const lead =
    points.length === 1 ? 'The only complete point is' : level > 0 ? `Best, level with ${others}, is` : 'Best is'
  const { mean } = valueTexts(best)
  const split = splitText(validation, best.keys)
  return `${lead} ${description}: ${metric.name} ${mean}${split} (${sureness(best, validation)}).`
}

function sureness(best: RankedPoint, validation: RunData['validation']): string {
  const { interval } = valueTexts(best)
  if (best.seeds.length > 1)
    return `mean of ${best.seeds.length} seeds${interval === null ? '' : `, 95 % interval over seeds ${interval}`}`
  if (interval === null) return `seed ${best.seeds[0]} alone`
  const samples = validation.get(best.keys[0]!)!.labels.length.toLocaleString('en-US')
  return `seed ${best.seeds[0]} alone, 95 % interval ${interval} by chance of the ${samples} samples; other seeds are not in it`
}
