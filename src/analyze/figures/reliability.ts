import { calibrationBinCount, calibrationBins, calibrationError } from '../../core/evaluation.js'
import type { Predictions } from '../../core/run-data.js'

/** How far confidence can be relied on. */
export interface Reliability {
  readonly temperature: number
  /** Expected calibration error, 0..1. */
  readonly error: number
  /** Those that hold samples, by confidence. */
  readonly bins: readonly ReliabilityBin[]
}

export interface ReliabilityBin {
  /** Ends of the confidences that belong to it. */
  readonly from: number
  readonly to: number
  readonly count: number
  /** Means over its samples. */
  readonly confidence: number
  readonly accuracy: number
}

/** Of the logits divided by a temperature; undefined where a logit is NaN. */
export function reliability({ logits, labels }: Predictions, temperature: number): Reliability | undefined {
  const bins = calibrationBins(logits, labels, temperature, calibrationBinCount)
  if (bins === undefined) return undefined
  return {
    temperature,
    error: calibrationError(logits, labels, temperature),
    bins: bins.flatMap(({ count, correct, confidence }, i) =>
      count === 0
        ? []
        : [
            {
              from: i / calibrationBinCount,
              to: (i + 1) / calibrationBinCount,
              count,
              confidence: confidence / count,
              accuracy: correct / count,
            },
          ],
    ),
  }
}
