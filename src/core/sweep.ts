import type { FaultPolicy } from './fault-policy.js'
import type { Parameter } from './parameter.js'
import type { Params } from './trial.js'

/** Which metric is optimized, and which way is better. */
export interface Metric {
  readonly name: string
  readonly goal: 'maximize' | 'minimize'
}

/** How the points of a sweep are found: all of the grid, or drawn, at random or from a Sobol sequence. */
export type Method = 'grid' | 'random' | 'sobol'

/** A parsed and checked sweep file. */
export interface Sweep {
  readonly name: string
  /** As written: the name of a built-in experiment, or a path that starts with `.` or `/`. */
  readonly experiment: string
  readonly method: Method
  /** At most so many points; null for all of the grid. */
  readonly runCap: number | null
  /** Where the drawing of points begins; without meaning for a grid. */
  readonly searchSeed: number
  readonly metric: Metric
  /** Every point is trained once with each of these seeds. */
  readonly seeds: readonly number[]
  /** In the order of the file; the last parameter varies fastest. */
  readonly parameters: readonly Parameter[]
  /** Groups of names of parameters that move together: their first values are one combination, their second the next. */
  readonly zip: readonly (readonly string[])[]
  /** Partial points that are added, as in a matrix of GitHub Actions. */
  readonly include: readonly Params[]
  /** Partial points that are left out. */
  readonly exclude: readonly Params[]
  /** Expressions that every point has to make true. */
  readonly constraints: readonly string[]
  readonly faults: FaultPolicy
  /** Seconds after which a trial is due another checkpoint; no number hangs on it. */
  readonly checkpointEvery: number
}
