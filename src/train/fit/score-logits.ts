/** Cross-entropy and number of hits, summed over samples. */
export interface Sums {
  readonly loss: number
  readonly correct: number
}

/**
 * Scores logits [batch, classes] against labels [batch], in double precision. A tie goes to the lower class; where no
 * logit is finite the loss is NaN.
 */
export function scoreLogits(logits: ArrayLike<number>, labels: ArrayLike<number>): Sums {
  const classes = logits.length / labels.length
  let loss = 0
  let correct = 0
  for (let sample = 0; sample < labels.length; sample++) {
    const at = sample * classes
    let best = 0
    for (let k = 1; k < classes; k++) if (logits[at + k]! > logits[at + best]!) best = k
    let sum = 0
    for (let k = 0; k < classes; k++) sum += Math.exp(logits[at + k]! - logits[at + best]!)
    loss += Math.log(sum) + logits[at + best]! - logits[at + labels[sample]!]!
    if (best === labels[sample]) correct++
  }
  return { loss, correct }
}
