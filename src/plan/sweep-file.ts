import type { Sweep } from '../core/sweep.js'

/** A place in a text, both from 1. */
export interface Position {
  readonly line: number
  readonly column: number
  /** The value there is a number that is written as a fraction, as 1.0 or 1e0, however whole it is. */
  readonly fraction?: true
}

/** Where each path of a sweep file stands, as `parameters.lr` (its key) and `parameters.lr[0]` (the item). */
export type Positions = Readonly<Record<string, Position>>

/** A sweep together with the text that it came from. Parsing `text` again gives an equal `sweep`. */
export interface SweepFile {
  readonly sweep: Sweep
  /** With the overrides of the command line applied. */
  readonly text: string
  /** As the caller named it; paths in the sweep are relative to its folder. */
  readonly file: string
  /** Places in the file as it stands on disk, so those of overridden parameters are the places they had. */
  readonly positions: Positions
  /** The parameters whose values came from the command line. */
  readonly overridden: ReadonlySet<string>
  /** What stands in the file without a meaning here, each as one line: `file:line key: …`. */
  readonly warnings: readonly string[]
}
