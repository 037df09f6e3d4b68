/** What the kept predictions of a point say of every sample. */
export interface Profile {
  /** What every sample adds to the metric, mean over seeds, [samples]. */
  readonly scores: Float64Array
  /**
   * Variance of the point's mean that is neither of the samples nor of the seeds alone: a network errs elsewhere with
   * each seed. 0 for one seed, which cannot tell it.
   */
  readonly interaction: number
}
