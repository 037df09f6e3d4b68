import type { AttemptRow, TrialRow } from '../../analyze/run-data.js'

/** A trial with its readings and with every attempt at it, in the order of their starts. */
export interface ExportedTrial extends TrialRow {
  readonly attempts: readonly AttemptRow[]
}
