import type { ErrorRecord } from '../core/error-record.js'
import type { Metrics, Reading } from '../core/reading.js'
import type { Trial } from '../core/trial.js'
import type { TrialStatus } from './trial-status.js'

/** What is known of one trial. */
export interface TrialRow extends Trial {
  readonly status: TrialStatus
  /** Best value of the sweep's metric; null when it has none. */
  readonly value: number | null
  /** The step that reached it first. */
  readonly bestStep: number | null
  /** What its experiment returned, as the scores of the test split; null when it is not complete. */
  readonly metrics: Metrics | null
  /** Number of readings. */
  readonly steps: number
  /** Wall-clock seconds that the trial took. */
  readonly seconds: number
  readonly error: ErrorRecord | null
  /** By step, of its last attempt; empty where they were not asked for. */
  readonly readings: readonly Reading[]
  /** The run whose trial was taken over instead of training this one. */
  readonly reusedFrom?: string | null
  /** Key of the trial of the same run from whose checkpoint this one went on. */
  readonly continuedFrom?: string | null
}
