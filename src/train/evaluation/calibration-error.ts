import { highestClass } from './highest-class.js'

/** As many as in the paper. */
const bins = 15

/**
 * Expected calibration error: how far the confidence of a network is from its accuracy. Samples are put into 15 bins of
 * equal width, (i / 15, (i + 1) / 15], by their confidence, the highest of softmax(logits / temperature); the result is
 * the mean over all samples of |accuracy of the bin - mean confidence of the bin|, 0..1. Logits [n, classes], labels [n].
 * NaN where a logit is.
 *
 * Source: Guo, Pleiss, Sun, Weinberger, "On Calibration of Modern Neural Networks" (2017, arXiv 1706.04599), equation 3.
 */
export function calibrationError(logits: ArrayLike<number>, labels: ArrayLike<number>, temperature = 1): number {
  const classes = logits.length / labels.length
  // Of every bin: its hits less the sum of its confidences.
  const excess = new Float64Array(bins)
  for (let sample = 0; sample < labels.length; sample++) {
    const at = sample * classes
    const best = highestClass(logits, at, classes)
    let sum = 0
    for (let k = 0; k < classes; k++) sum += Math.exp((logits[at + k]! - logits[at + best]!) / temperature)
    const confidence = 1 / sum
    if (Number.isNaN(confidence)) return Number.NaN
    excess[Math.ceil(confidence * bins) - 1]! += (best === labels[sample] ? 1 : 0) - confidence
  }
  return excess.reduce((sum, value) => sum + Math.abs(value), 0) / labels.length
}
