import type { Predictions } from '../../predictions.js'
import { highestClass } from './highest-class.js'

/** As many as in the paper. */
const bins = 15

/**
 * What every sample adds to the expected calibration error over 15 bins (Guo, Pleiss, Sun, Weinberger, "On Calibration
 * of Modern Neural Networks", 2017, equation 3): its hit less its confidence, with the sign of the sum of its bin.
 */
export function calibrationScores({ logits, labels, classes: { length: classes } }: Predictions): Float64Array {
  const excess = new Float64Array(bins)
  const places = new Uint8Array(labels.length)
  const gaps = Float64Array.from(labels, (label, sample) => {
    const at = sample * classes
    const best = highestClass(logits, at, classes)
    let sum = 0
    for (let k = 0; k < classes; k++) sum += Math.exp(logits[at + k]! - logits[at + best]!)
    const confidence = 1 / sum
    const gap = (best === label ? 1 : 0) - confidence
    places[sample] = Math.ceil(confidence * bins) - 1
    excess[places[sample]!]! += gap
    return gap
  })
  return gaps.map((gap, sample) => Math.sign(excess[places[sample]!]!) * gap)
}
