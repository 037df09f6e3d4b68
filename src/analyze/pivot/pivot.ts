import type { Json } from '../../core/json.js'
import type { Interval } from '../interval.js'

/** Means of the metric by the values of one parameter, the rows, or of two. */
export interface Pivot {
  readonly by: readonly [string] | readonly [string, string]
  /** Numbers from small to large, other values in the order of the sweep; null is a value, undefined says absent. */
  readonly rows: readonly (Json | undefined)[]
  /** Of the second parameter; exactly one, undefined, when there is none. */
  readonly columns: readonly (Json | undefined)[]
  /** [rows, columns]; null where no complete trial is. */
  readonly cells: readonly (readonly (PivotCell | null)[])[]
}

export interface PivotCell {
  /** Complete trials, over which the mean goes. */
  readonly trials: number
  readonly mean: number
  readonly interval: Interval | null
}
