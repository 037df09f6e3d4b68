import type { DeviceKind } from './device.js'
import type { Sweep } from './sweep.js'

/** One execution of a sweep. */
export interface Run extends NewRun {
  readonly name: string
  /** Milliseconds since 1970. */
  readonly createdAt: number
}

/** What a run is made from, before the store has named and dated it. */
export interface NewRun {
  /** The name asked for; left out, the store makes one from the sweep's name. */
  readonly name?: string
  readonly sweep: Sweep
  /** The sweep file's text, overrides applied: parsing it again gives `sweep`. */
  readonly sweepText: string
  /** The sweep file as it was named; relative paths in it start from its folder. */
  readonly sweepFile: string
  /** What the numbers depend on beside the sweep; kept on resume. */
  readonly conditions: Conditions
}

/** What the readings of a run depend on beside its sweep. */
export interface Conditions {
  readonly engine: string
  readonly engineVersion: string
  /** A GPU rounds otherwise than a CPU. */
  readonly device: DeviceKind
  /** Threads that the engine may use for one trial. */
  readonly threads: number
}
