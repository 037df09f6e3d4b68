import { highestClass } from '../../core/evaluation.js'
import type { Predictions } from '../../core/run-data.js'

/**
 * What every sample adds to a metric of the validation split, [samples]: numbers whose mean is the metric, so that its sampling error is that of
 * a mean. Exact for accuracies and losses; for F1, balanced accuracy and calibration error to first order, by the
 * influence of every sample (the infinitesimal jackknife: Efron, "The jackknife, the bootstrap and other resampling
 * plans", 1982, chapter 6). Undefined for a metric that predictions do not tell, as that of a user's own experiment.
 */
export function sampleScores(metric: string, predictions: Predictions): Float64Array | undefined {
  const name = /^val_(.+)$/.exec(metric)?.[1]
  return name !== undefined && Object.hasOwn(scores, name)
    ? scores[name as keyof typeof scores](predictions)
    : undefined
}

/** As many as in the paper. */
const bins = 15

const scores = {
  accuracy: (predictions: Predictions) => topScores(predictions, 1),
  top2: (predictions: Predictions) => topScores(predictions, 2),
  loss: lossScores,
  macro_f1: macroF1Scores,
  balanced_accuracy: balancedAccuracyScores,
  ece: calibrationScores,
}

/**
 * Balanced accuracy (the mean recall of the classes that occur) plus the influence of every sample on it: what a hit or
 * miss has beyond the recall of its class, by how rare the class is.
 */
function balancedAccuracyScores(predictions: Predictions): Float64Array {
  const { labels } = predictions
  const { predicted, occurring, hits } = classCounts(predictions)
  const recalls = hits.map((count, k) => (occurring[k] === 0 ? 0 : count / occurring[k]!))
  const classes = occurring.filter((count) => count > 0).length
  const whole = recalls.reduce((sum, recall) => sum + recall, 0) / classes
  return Float64Array.from(labels, (label, sample) => {
    const beyond = (predicted[sample] === label ? 1 : 0) - recalls[label]!
    return whole + (labels.length * beyond) / (classes * occurring[label]!)
  })
}

/**
 * What every sample adds to the expected calibration error over 15 bins (Guo, Pleiss, Sun, Weinberger, "On Calibration
 * of Modern Neural Networks", 2017, equation 3): its hit less its confidence, with the sign of the sum of its bin.
 */
function calibrationScores({ logits, labels, classes: { length: classes } }: Predictions): Float64Array {
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

/** What the scores of classes are made from. */
interface ClassCounts {
  /** The class that every sample is given, [samples]. */
  readonly predicted: Int32Array
  /** By class: samples of it, samples that are given it, and samples of it that are given it. */
  readonly occurring: Float64Array
  readonly given: Float64Array
  readonly hits: Float64Array
}

/** Counts samples by class. */
function classCounts({ logits, labels, classes: { length: classes } }: Predictions): ClassCounts {
  const predicted = Int32Array.from(labels, (_, sample) => highestClass(logits, sample * classes, classes))
  const [occurring, given, hits] = [0, 0, 0].map(() => new Float64Array(classes)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ]
  labels.forEach((label, sample) => {
    occurring[label]!++
    given[predicted[sample]!]!++
    if (label === predicted[sample]) hits[label]!++
  })
  return { predicted, occurring, given, hits }
}

/** The cross-entropy of every sample, in nats. */
function lossScores({ logits, labels, classes: { length: classes } }: Predictions): Float64Array {
  return Float64Array.from(labels, (label, sample) => {
    const at = sample * classes
    const top = logits[at + highestClass(logits, at, classes)]!
    let sum = 0
    for (let k = 0; k < classes; k++) sum += Math.exp(logits[at + k]! - top)
    return Math.log(sum) + top - logits[at + label]!
  })
}

/**
 * Macro-F1, the mean of 2 hits / (occurring + given) over all classes, plus the influence of every sample on it: its
 * derivative by the weight of the sample, times their number.
 */
function macroF1Scores(predictions: Predictions): Float64Array {
  const { labels, classes } = predictions
  const { predicted, occurring, given, hits } = classCounts(predictions)
  const wholes = occurring.map((count, k) => count + given[k]!)
  const scores = hits.map((count, k) => (wholes[k] === 0 ? 0 : (2 * count) / wholes[k]!))
  const macro = scores.reduce((sum, score) => sum + score, 0) / classes.length
  return Float64Array.from(labels, (label, sample) => {
    const guess = predicted[sample]!
    const hit = guess === label ? 2 / wholes[label]! : 0
    const pull = hit - scores[label]! / wholes[label]! - scores[guess]! / wholes[guess]!
    return macro + (labels.length * pull) / classes.length
  })
}

/** Of every sample whether its class is among the k highest logits: 1 or 0. Of equal logits the lower class stands first. */
function topScores({ logits, labels, classes: { length: classes } }: Predictions, k: number): Float64Array {
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
