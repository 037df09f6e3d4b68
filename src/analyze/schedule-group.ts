import type { Json } from '../core/json.js'

/** Trials of a sweep whose learning rates are the same. */
export interface ScheduleGroup {
  /** The learning rate at the start of every epoch. */
  readonly rates: readonly number[]
  /** What was taken for granted to tell the rates. */
  readonly note: string | undefined
  /** What tells these trials from those of other groups: parameters with the values that they take here. */
  readonly where: Readonly<Record<string, readonly Json[]>>
  /** Points that are here as well though `where` does not describe them; 0 where lists of values can tell them all. */
  readonly others: number
}
