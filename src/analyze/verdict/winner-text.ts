import type { RankedPoint } from '../analysis.js'
import { predictionsFor } from '../points/predictions-for.js'
import type { RunData } from '../run-data.js'
import type { Findings } from '../warnings/warnings-of.js'
import { splitText } from './split-text.js'
import { valueTexts } from './value-texts.js'

/** Which point is best, at what score, of which split, and how sure that score is. */
export function winnerText(data: RunData, { points, metric }: Findings, description: string): string {
  const best = points[0]!
  const level = points.filter(({ rank }) => rank === 1).length - 1
  const others = level === 1 ? '1 other' : `${level} others`
  const only = `The only complete point${description === '' ? '' : `, ${description}`}`
  const lead = points.length === 1 ? only : `${level > 0 ? `Best, level with ${others}, is` : 'Best is'} ${description}`
  const { mean } = valueTexts(best)
  const split = splitText(predictionsFor(metric.name, data), best.keys)
  return `${lead}: ${metric.name} ${mean}${split} (${sureness(best, metric.name, data)}).`
}

function sureness(best: RankedPoint, metric: string, data: RunData): string {
  const { interval } = valueTexts(best)
  if (best.seeds.length > 1)
    return `mean of ${best.seeds.length} seeds${interval === null ? '' : `, 95 % interval over seeds ${interval}`}`
  if (interval === null) return `seed ${best.seeds[0]} alone`
  const samples = predictionsFor(metric, data).get(best.keys[0]!)!.labels.length.toLocaleString('en-US')
  return `seed ${best.seeds[0]} alone, 95 % interval ${interval} by chance of the ${samples} samples; other seeds are not in it`
}
