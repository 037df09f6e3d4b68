import type { ErrorRecord } from '../core/error-record.js'
import type { Holder } from '../core/holder.js'
import type { Metrics, Reading } from '../core/reading.js'
import type { Trial } from '../core/trial.js'

export type FinishedStatus = 'complete' | 'pruned' | 'failed'

/** `running` says that it is leased: whether its holder still lives is for the reader to ask. */
export const storedTrialStatuses = ['complete', 'pruned', 'failed', 'running', 'interrupted'] as const

export type StoredTrialStatus = (typeof storedTrialStatuses)[number]

export interface StoredTrial extends Trial {
  readonly status: StoredTrialStatus
  /** How many attempts were made. */
  readonly attempts: number
  readonly holder: Holder | null
  readonly value: number | null
  readonly bestStep: number | null
  /** What its experiment returned; null when it is not complete. */
  readonly metrics: Metrics | null
  /** Number of readings of the last attempt. */
  readonly steps: number
  readonly seconds: number
  readonly error: ErrorRecord | null
  /** The run whose trial was taken over instead of training this one. */
  readonly reusedFrom: string | null
  /** Key of the trial of the same run from whose checkpoint this one went on. */
  readonly continuedFrom: string | null
  /** The readings of the last attempt, by step; it also holds those of the attempts that it went on from. */
  readonly readings: readonly Reading[]
}
