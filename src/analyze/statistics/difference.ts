import type { Interval } from '../interval.js'

/** How two means differ, and how sure that is. */
export interface Difference {
  /** The first mean less the second. */
  readonly value: number
  /** Of the difference, by Student's t. */
  readonly interval: Interval
  /** Of the difference. */
  readonly standardError: number
  /** Degrees of freedom; Infinity where the standard error is 0. */
  readonly degrees: number
  /** Of the two-sided test that there is none. Where nothing varies: 1 for equal means, 0 for others. */
  readonly p: number
}
