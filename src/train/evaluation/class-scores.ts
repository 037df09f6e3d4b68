/** How well one class is recognized. */
export type ClassScores = {
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
