/** A confidence interval, and how it was found. */
export interface Interval {
  readonly low: number
  readonly high: number
  /** As 0.95. */
  readonly level: number
  /** Student's t over seeds; the binomial error of one accuracy over samples, which knows nothing of other seeds. */
  readonly kind: 't' | 'binomial'
}
