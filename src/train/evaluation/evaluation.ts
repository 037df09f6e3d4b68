import type { ClassScores } from './class-scores.js'

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
