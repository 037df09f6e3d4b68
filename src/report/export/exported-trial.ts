import type { AttemptRow } from '../../analyze/attempt-row.js'
import type { TrialRow } from '../../analyze/trial-row.js'

/** A trial with its readings and with every attempt at it, in the order of their starts. */
export interface ExportedTrial extends TrialRow {
  readonly attempts: readonly AttemptRow[]
}
