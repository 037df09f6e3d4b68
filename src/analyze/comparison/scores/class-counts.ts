import type { Predictions } from '../../predictions.js'
import { highestClass } from './highest-class.js'

/** What the scores of classes are made from. */
export interface ClassCounts {
  /** The class that every sample is given, [samples]. */
  readonly predicted: Int32Array
  /** By class: samples of it, samples that are given it, and samples of it that are given it. */
  readonly occurring: Float64Array
  readonly given: Float64Array
  readonly hits: Float64Array
}

/** Counts samples by class. */
export function classCounts({ logits, labels, classes: { length: classes } }: Predictions): ClassCounts {
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
