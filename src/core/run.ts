import type { DeviceKind } from './device.js'
import type { Provenance } from './provenance.js'
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
  /** The `key=value` overrides that turned the sweep file into this text; null when a version without them made the run. */
  readonly overrides: readonly string[] | null
  /** What the numbers depend on beside the sweep; kept on resume. */
  readonly conditions: Conditions
  /** Null when a version without it made the run. */
  readonly provenance: Provenance | null
  /**
   * Hash of all that can change a number beside the parameters and the seed: trials with the same key in two runs of the
   * same identity are the same. Null when it is not known, and then nothing is.
   */
  readonly identity: string | null
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
