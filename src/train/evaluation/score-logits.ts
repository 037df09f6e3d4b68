import { highestClass } from '../../core/evaluation/highest-class.js'

/** Cross-entropy and number of hits, summed over samples. */
export interface Sums {
  readonly loss: number
  readonly correct: number
}

/**
 * Scores logits [n, classes] against labels [n], in double precision. A tie goes to the lower class; where no logit is
 * finite the loss is NaN.
 *
 * With `votes` [n, classes], a distribution over the classes for every sample, the loss is the cross-entropy with it,
 * as `torch.nn.functional.cross_entropy` with probabilities as its target; hits are counted by the labels all the same.
 */
export function scoreLogits(
  logits: ArrayLike<number>,
  labels: ArrayLike<number>,
  votes?: ArrayLike<number> | undefined,
): Sums {
  const classes = logits.length / labels.length
  let loss = 0
  let correct = 0
  for (let sample = 0; sample < labels.length; sample++) {
    const at = sample * classes
    const best = highestClass(logits, at, classes)
    let sum = 0
    for (let k = 0; k < classes; k++) sum += Math.exp(logits[at + k]! - logits[at + best]!)
    const ofClass = (k: number) => Math.log(sum) + logits[at + best]! - logits[at + k]!
    if (votes === undefined) loss += ofClass(labels[sample]!)
    // A class without a vote costs nothing, however unlikely the network thinks it is.
    else for (let k = 0; k < classes; k++) if (votes[at + k] !== 0) loss += votes[at + k]! * ofClass(k)
    if (best === labels[sample]) correct++
  }
  return { loss, correct }
}
