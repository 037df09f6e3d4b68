import type { RunData } from '../run-data.js'
import type { Findings } from '../warnings/warnings-of.js'
import { splitText } from './split-text.js'
import { valueTexts } from './value-texts.js'

/** What the best point scored on the split that had no part in the choice. */
export function testScore({ test }: RunData, { points, metric }: Findings): readonly string[] {
  const best = points[0]!
  const name = metric.name.replace(/^val_/, 'test_')
  const score = best.metrics[name]
  if (name === metric.name || !score) return []
  const { mean, interval } = valueTexts(score)
  const split = splitText(test, best.keys)
  const range = interval === null ? '' : ` (95 % interval ${interval})`
  return [`Its fair score is ${name} ${mean}${split}${range}: that split had no part in the choice.`]
}
