import type { Json } from './json.js'

/** Which metric is optimized, and which way is better. */
export interface Metric {
  readonly name: string
  readonly goal: 'maximize' | 'minimize'
}

/** One hyperparameter: searched when it has several values, fixed when it has one. */
export interface Parameter {
  readonly name: string
  readonly values: readonly Json[]
}

/** A parsed and checked sweep file. */
export interface Sweep {
  readonly name: string
  /** As written: the name of a built-in experiment, or a path that starts with `.` or `/`. */
  readonly experiment: string
  readonly method: 'grid'
  readonly metric: Metric
  /** Every point is trained once with each of these seeds. */
  readonly seeds: readonly number[]
  /** In the order of the file; the last parameter varies fastest. */
  readonly parameters: readonly Parameter[]
}
