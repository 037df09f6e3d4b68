import { highestClass } from '../core/evaluation.js'

/** Temperatures are looked for in here. */
const [lowest, highest] = [1e-4, 1e4]
/** Of ln T, so relative. */
const tolerance = 1e-10

/**
 * The temperature T that makes the mean cross-entropy of softmax(logits / T) smallest: logits [n, classes], labels [n],
 * or, where they are given, with votes [n, classes] as for `scoreLogits`. Above 1 the network is over-confident. Fit it
 * on samples that the network was not trained on.
 *
 * The cross-entropy is convex in 1 / T, so its slope there has one change of sign, which is found by bisection of ln T
 * to 1e-10. Where the loss has no minimum between 1e-4 and 1e4 (every sample is right, say, or the network is worse than
 * a guess) the better end is returned; where no temperature makes a difference (all logits of a sample are equal), 1;
 * where a logit is not finite, NaN.
 *
 * Source: Guo, Pleiss, Sun, Weinberger, "On Calibration of Modern Neural Networks" (2017, arXiv 1706.04599), section 4.2.
 */
export function fitTemperature(
  logits: ArrayLike<number>,
  labels: ArrayLike<number>,
  votes?: ArrayLike<number> | undefined,
): number {
  const slopeAt = (temperature: number) => slope(logits, labels, votes, temperature)
  const [hot, cold] = [slopeAt(highest), slopeAt(lowest)]
  if (Number.isNaN(hot) || Number.isNaN(cold)) return Number.NaN
  if (hot === 0 && cold === 0) return 1
  if (hot >= 0) return highest
  if (cold <= 0) return lowest
  let [low, high] = [Math.log(lowest), Math.log(highest)]
  while (high - low > tolerance) {
    const middle = (low + high) / 2
    if (slopeAt(Math.exp(middle)) > 0) low = middle
    else high = middle
  }
  return Math.exp((low + high) / 2)
}

/** Derivative by 1 / T of the cross-entropy, summed over samples: the expected logit less that of the truth. */
function slope(
  logits: ArrayLike<number>,
  labels: ArrayLike<number>,
  votes: ArrayLike<number> | undefined,
  temperature: number,
): number {
  const classes = logits.length / labels.length
  let total = 0
  for (let sample = 0; sample < labels.length; sample++) {
    const at = sample * classes
    const top = logits[at + highestClass(logits, at, classes)]!
    // All logits are taken as their distance from the highest, so that nothing overflows.
    let [sum, expected] = [0, 0]
    for (let k = 0; k < classes; k++) {
      const distance = logits[at + k]! - top
      const share = Math.exp(distance / temperature)
      sum += share
      expected += share * distance
    }
    expected /= sum
    if (votes === undefined) total += expected - (logits[at + labels[sample]!]! - top)
    else for (let k = 0; k < classes; k++) total += votes[at + k]! * (expected - (logits[at + k]! - top))
  }
  return total
}

/**
 * The softmax of logits / temperature, in double precision: logits [n, classes] -> [n, classes]; every row adds up to 1.
 */
export function probabilities(logits: ArrayLike<number>, classes: number, temperature = 1): Float64Array {
  const shares = new Float64Array(logits.length)
  for (let at = 0; at < logits.length; at += classes) {
    const top = logits[at + highestClass(logits, at, classes)]!
    let sum = 0
    for (let k = 0; k < classes; k++) sum += shares[at + k] = Math.exp((logits[at + k]! - top) / temperature)
    for (let k = 0; k < classes; k++) shares[at + k]! /= sum
  }
  return shares
}
