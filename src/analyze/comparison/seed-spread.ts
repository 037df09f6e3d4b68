/** How much the value of a trial varies with its seed. */
export interface SeedSpread {
  /** Variance of one trial, not of a mean. */
  readonly variance: number
  readonly degrees: number
  /** Whether it was taken from all points, since this one has one seed. */
  readonly pooled: boolean
}
