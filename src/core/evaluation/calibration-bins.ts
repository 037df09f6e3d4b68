import { highestClass } from './highest-class.js'

/** Samples whose confidence is near to another's. */
export interface CalibrationBin {
  readonly count: number
  /** How many of them are right. */
  readonly correct: number
  /** Sum of their confidences. */
  readonly confidence: number
  /** `correct` less `confidence`, summed sample by sample. */
  readonly excess: number
}

/**
 * Samples by their confidence, the highest of softmax(logits / temperature): in `count` bins of equal width, bin i holds
 * (i / count, (i + 1) / count]. Logits [n, classes], labels [n]. Undefined where a logit is NaN.
 *
 * Source: Guo, Pleiss, Sun, Weinberger, "On Calibration of Modern Neural Networks" (2017, arXiv 1706.04599), section 2.
 */
export function calibrationBins(
  logits: ArrayLike<number>,
  labels: ArrayLike<number>,
  temperature: number,
  count: number,
): readonly CalibrationBin[] | undefined {
  const classes = logits.length / labels.length
  const bins = Array.from({ length: count }, () => ({ count: 0, correct: 0, confidence: 0, excess: 0 }))
  for (let sample = 0; sample < labels.length; sample++) {
    const at = sample * classes
    const best = highestClass(logits, at, classes)
    let sum = 0
    for (let k = 0; k < classes; k++) sum += Math.exp((logits[at + k]! - logits[at + best]!) / temperature)
    const confidence = 1 / sum
    if (Number.isNaN(confidence)) return undefined
    const bin = bins[Math.ceil(confidence * count) - 1]!
    bin.count++
    bin.confidence += confidence
    const hit = best === labels[sample] ? 1 : 0
    bin.correct += hit
    bin.excess += hit - confidence
  }
  return bins
}
