import type { Run } from '../../core/run.js'
import type { ExportPiece } from './export-piece.js'
import type { ExportedTrial } from './exported-trial.js'
import type { RunShape } from './run-shape.js'

/** Turns a run into the files of one format, holding no more than a few trials at a time. */
export type Exporter = (run: ExportedRun, trials: AsyncIterable<ExportedTrial>) => AsyncIterable<ExportPiece>

export interface ExportedRun {
  readonly run: Run
  /** How many trials the sweep has, those included that have never started. */
  readonly total: number
  /** What the trials hold between them. */
  readonly shape: RunShape
  /** When it was read, in milliseconds since 1970: as far as is known, what still runs has run until then. */
  readonly readAt: number
  /** The absolute path of the folder that the export will lie in. */
  readonly folder: string
}
