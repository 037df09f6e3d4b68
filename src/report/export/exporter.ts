import type { Run } from '../../core/run.js'
import type { ExportedTrial, RunShape } from './run-shape.js'

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

/** What a run can be exported as. */
export const exportFormats = ['csv', 'json', 'parquet', 'tensorboard', 'mlflow'] as const

export type ExportFormat = (typeof exportFormats)[number]

/**
 * Some of what an export consists of, in the order in which it is to be written. `file` is a path from the export's
 * folder, with `/` on every system. Nothing but `whole` and `part` touches a disk, so a reader that takes its time
 * stops the pieces from being made.
 */
export type ExportPiece =
  /** All of a file. */
  | { readonly file: string; readonly whole: string | Uint8Array }
  /** More of a file; `rows` of its table are in it. */
  | { readonly file: string; readonly part: string | Uint8Array; readonly rows: number }
  /** A folder that has to be there though it may stay empty. */
  | { readonly folder: string }
