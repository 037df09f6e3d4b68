import type { Predictions } from '../../predictions.js'
import { classCounts } from './class-counts.js'

/**
 * Macro-F1, the mean of 2 hits / (occurring + given) over all classes, plus the influence of every sample on it: its
 * derivative by the weight of the sample, times their number.
 */
export function macroF1Scores(predictions: Predictions): Float64Array {
  const { labels, classes } = predictions
  const { predicted, occurring, given, hits } = classCounts(predictions)
  const wholes = occurring.map((count, k) => count + given[k]!)
  const scores = hits.map((count, k) => (wholes[k] === 0 ? 0 : (2 * count) / wholes[k]!))
  const macro = scores.reduce((sum, score) => sum + score, 0) / classes.length
  return Float64Array.from(labels, (label, sample) => {
    const guess = predicted[sample]!
    const hit = guess === label ? 2 / wholes[label]! : 0
    const pull = hit - scores[label]! / wholes[label]! - scores[guess]! / wholes[guess]!
    return macro + (labels.length * pull) / classes.length
  })
}
