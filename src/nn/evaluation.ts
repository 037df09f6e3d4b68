import { calibrationError, confusionMatrix, predictedClasses } from '../core/evaluation.js'
import { fitTemperature } from './calibration.js'
import { scoreLogits } from './loss.js'

interface EvaluationOptions {
  /** A distribution over the classes for every sample, [n, classes]. */
  readonly votes?: Float32Array | undefined
  /** One that was fitted on other samples, so that a test split is not calibrated on itself. */
  readonly temperature?: number | undefined
}

/**
 * Everything that logits [n, classes] of a split tell against its labels [n]; `classes` are the names of the classes.
 * With votes, loss and temperature are those of the cross-entropy with these distributions; all else goes by the labels.
 * Throws RangeError where the sizes do not fit one another, for no samples, and for an unknown label.
 */
export function evaluateLogits(
  logits: Float32Array,
  labels: Uint8Array,
  classes: readonly string[],
  { votes, temperature: given }: EvaluationOptions = {},
): Evaluation {
  checkSizes(logits, labels, classes, votes)
  const count = labels.length
  const { loss, correct } = scoreLogits(logits, labels, votes)
  const confusion = confusionMatrix(predictedClasses(logits, classes.length), labels, classes.length)
  const scores = classScores(confusion)
  const temperature = given ?? fitTemperature(logits, labels, votes)
  return {
    count,
    loss: loss / count,
    accuracy: correct / count,
    top2: topKAccuracy(logits, labels, 2),
    macro_f1: macroF1(scores),
    balanced_accuracy: balancedAccuracy(scores),
    ece: calibrationError(logits, labels),
    temperature,
    ece_after_temperature: calibrationError(logits, labels, temperature),
    by_class: scores.map((score, k) => ({ class: classes[k]!, ...score })),
    confusion,
  }
}

function checkSizes(
  logits: Float32Array,
  labels: Uint8Array,
  classes: readonly string[],
  votes: Float32Array | undefined,
): void {
  const size = labels.length * classes.length
  if (labels.length === 0) throw new RangeError('evaluateLogits: there are no samples; give at least one')
  for (const [name, values] of Object.entries({ logits, votes: votes ?? logits })) {
    if (values.length === size) continue
    const needed = `${labels.length} labels of ${classes.length} classes need ${size}`
    throw new RangeError(`evaluateLogits: ${values.length} ${name}; ${needed}`)
  }
  const unknown = labels.findIndex((label) => label >= classes.length)
  if (unknown === -1) return
  throw new RangeError(`evaluateLogits: label ${labels[unknown]} of sample ${unknown}; write 0..${classes.length - 1}`)
}

/**
 * What a set of logits is worth. Plain data, which JSON can hold; a type and not an interface, so that it is one of
 * `Json`. A logit that is NaN or infinite makes the figures of loss and calibration NaN.
 */
export type Evaluation = {
  /** Samples. */
  readonly count: number
  /** Mean cross-entropy over the samples, in nats. */
  readonly loss: number
  /** Share of the samples whose highest logit is that of their class, 0..1; a tie goes to the lower class. */
  readonly accuracy: number
  /** Share of the samples whose class is among their two highest logits. */
  readonly top2: number
  /** Mean of F1 over all classes. */
  readonly macro_f1: number
  /** Mean of recall over the classes that occur. */
  readonly balanced_accuracy: number
  /** Expected calibration error over 15 bins, 0..1. */
  readonly ece: number
  /** What the logits have to be divided by: as given, or fitted on these samples for the smallest loss. */
  readonly temperature: number
  /** Expected calibration error of the logits divided by `temperature`. */
  readonly ece_after_temperature: number
  /** In the order of the classes. */
  readonly by_class: readonly ({ readonly class: string } & ClassScores)[]
  /** Counts, [true, predicted]. */
  readonly confusion: readonly (readonly number[])[]
}

/** How well one class is recognized. */
type ClassScores = {
  /** Samples of this class. */
  readonly count: number
  /** Share of the samples given this class that are of it; 0 when none was given it. */
  readonly precision: number
  /** Share of the samples of this class that were given it; 0 when there is none. */
  readonly recall: number
  /** Harmonic mean of precision and recall: 2 hits / (samples of the class + samples given it); 0 where both are 0. */
  readonly f1: number
}

/**
 * Precision, recall and F1 of every class from a confusion matrix [true, predicted], as
 * `sklearn.metrics.precision_recall_fscore_support` with `zero_division=0`.
 */
export function classScores(confusion: readonly (readonly number[])[]): readonly ClassScores[] {
  return confusion.map((row, k) => {
    const hits = row[k]!
    const count = total(row)
    const given = total(confusion.map((other) => other[k]!))
    return { count, precision: share(hits, given), recall: share(hits, count), f1: share(2 * hits, count + given) }
  })
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0)
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole
}

/**
 * Mean of F1 over all classes, each with the same weight. A class that neither occurs nor is predicted counts with 0, as
 * in `sklearn.metrics.f1_score` with `average='macro', zero_division=0` and all classes as its `labels`.
 */
export function macroF1(scores: readonly ClassScores[]): number {
  return scores.reduce((sum, { f1 }) => sum + f1, 0) / scores.length
}

/** Mean recall over the classes that occur, as `sklearn.metrics.balanced_accuracy_score`; NaN where none does. */
export function balancedAccuracy(scores: readonly ClassScores[]): number {
  const occurring = scores.filter(({ count }) => count > 0)
  return occurring.reduce((sum, { recall }) => sum + recall, 0) / occurring.length
}

/**
 * Share of the samples whose true class is among the k highest logits: logits [n, classes], labels [n]. Of equal logits
 * the lower class stands first (`torch.topk` leaves open which does), so that for k = 1 this is the accuracy. A sample
 * with a logit that is NaN counts as missed.
 */
export function topKAccuracy(logits: ArrayLike<number>, labels: ArrayLike<number>, k: number): number {
  const classes = logits.length / labels.length
  let hits = 0
  for (let sample = 0; sample < labels.length; sample++) {
    const at = sample * classes
    const label = labels[sample]!
    const own = logits[at + label]!
    let before = 0
    for (let j = 0; j < classes; j++) {
      const other = logits[at + j]!
      const standsBehind = other < own || (other === own && j >= label)
      if (!standsBehind) before++
    }
    if (before < k) hits++
  }
  return hits / labels.length
}
