/** How often samples of each true class were given each class: predicted [n], labels [n] -> counts [true, predicted]. */
export function confusionMatrix(
  predicted: ArrayLike<number>,
  labels: ArrayLike<number>,
  classes: number,
): readonly (readonly number[])[] {
  const counts = Array.from({ length: classes }, () => new Array<number>(classes).fill(0))
  for (let sample = 0; sample < labels.length; sample++) counts[labels[sample]!]![predicted[sample]!]!++
  return counts
}

/** The class with the highest logit of every sample: logits [n, classes] -> [n]. A tie goes to the lower class. */
export function predictedClasses(logits: ArrayLike<number>, classes: number): Uint8Array {
  return Uint8Array.from({ length: logits.length / classes }, (_, sample) =>
    highestClass(logits, sample * classes, classes),
  )
}

/** The class with the highest of the logits that begin at `at`. A tie goes to the lower class. */
export function highestClass(logits: ArrayLike<number>, at: number, classes: number): number {
  let best = 0
  for (let k = 1; k < classes; k++) if (logits[at + k]! > logits[at + best]!) best = k
  return best
}

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

/** Samples whose confidence is near to another's. */
interface CalibrationBin {
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

/** What a model is worth on splits of the data, as an experiment kept it with its predictions. Plain JSON. */
export type SplitScores = {
  /** What part they play: `validation`, `test`. */
  readonly part: string
  /** Names of the splits. */
  readonly splits: readonly string[]
  readonly classes: readonly string[]
  readonly evaluation: {
    /** Samples. */
    readonly count: number
    /** In nats. */
    readonly loss: number
    readonly accuracy: number
    readonly top2: number
    readonly macro_f1: number
    readonly balanced_accuracy: number
    readonly ece: number
    readonly temperature: number
    readonly ece_after_temperature: number
    readonly by_class: readonly {
      readonly class: string
      readonly count: number
      readonly precision: number
      readonly recall: number
      readonly f1: number
    }[]
    /** Counts, [true, predicted]. */
    readonly confusion: readonly (readonly number[])[]
  }
}
