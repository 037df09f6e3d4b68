import type { SavedCheckpoint } from '../../core/experiment.js'
import type { Reading } from '../../core/reading.js'

/** A checkpoint with the readings that its attempt had reported until then. */
export interface CheckpointFile extends SavedCheckpoint {
  readonly readings: readonly Reading[]
  /** Seconds of training since the last of them: part of what the next one took. */
  readonly elapsed: number
}
