import type { Predictions } from '../../predictions.js'

/** Of every sample whether its class is among the k highest logits: 1 or 0. Of equal logits the lower class stands first. */
export function topScores({ logits, labels, classes: { length: classes } }: Predictions, k: number): Float64Array {
  return Float64Array.from(labels, (label, sample) => {
    const at = sample * classes
    const own = logits[at + label]!
    let before = 0
    for (let j = 0; j < classes; j++) {
      const other = logits[at + j]!
      // Written so that a logit that is NaN stands before all others: the sample counts as missed.
      if (!(other < own || (other === own && j >= label))) before++
    }
    return before < k ? 1 : 0
  })
}
