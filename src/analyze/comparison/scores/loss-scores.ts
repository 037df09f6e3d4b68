import type { Predictions } from '../../predictions.js'
import { highestClass } from './highest-class.js'

/** The cross-entropy of every sample, in nats. */
export function lossScores({ logits, labels, classes: { length: classes } }: Predictions): Float64Array {
  return Float64Array.from(labels, (label, sample) => {
    const at = sample * classes
    const top = logits[at + highestClass(logits, at, classes)]!
    let sum = 0
    for (let k = 0; k < classes; k++) sum += Math.exp(logits[at + k]! - top)
    return Math.log(sum) + top - logits[at + label]!
  })
}
