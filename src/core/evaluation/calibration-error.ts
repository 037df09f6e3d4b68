import { calibrationBins } from './calibration-bins.js'

/** As many as in the paper. */
export const calibrationBinCount = 15

/**
 * Expected calibration error: how far the confidence of a network is from its accuracy. Samples are put into 15 bins by
 * their confidence, as `calibrationBins` does; the result is the mean over all samples of |accuracy of the bin - mean
 * confidence of the bin|, 0..1. Logits [n, classes], labels [n]. NaN where a logit is.
 *
 * Source: Guo, Pleiss, Sun, Weinberger, "On Calibration of Modern Neural Networks" (2017, arXiv 1706.04599), equation 3.
 */
export function calibrationError(logits: ArrayLike<number>, labels: ArrayLike<number>, temperature = 1): number {
  const bins = calibrationBins(logits, labels, temperature, calibrationBinCount)
  if (bins === undefined) return Number.NaN
  return bins.reduce((sum, { excess }) => sum + Math.abs(excess), 0) / labels.length
}
