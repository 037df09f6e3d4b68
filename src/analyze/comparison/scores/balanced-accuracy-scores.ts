import type { Predictions } from '../../predictions.js'
import { classCounts } from './class-counts.js'

/**
 * Balanced accuracy (the mean recall of the classes that occur) plus the influence of every sample on it: what a hit or
 * miss has beyond the recall of its class, by how rare the class is.
 */
export function balancedAccuracyScores(predictions: Predictions): Float64Array {
  const { labels } = predictions
  const { predicted, occurring, hits } = classCounts(predictions)
  const recalls = hits.map((count, k) => (occurring[k] === 0 ? 0 : count / occurring[k]!))
  const classes = occurring.filter((count) => count > 0).length
  const whole = recalls.reduce((sum, recall) => sum + recall, 0) / classes
  return Float64Array.from(labels, (label, sample) => {
    const beyond = (predicted[sample] === label ? 1 : 0) - recalls[label]!
    return whole + (labels.length * beyond) / (classes * occurring[label]!)
  })
}
