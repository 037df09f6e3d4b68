import type { Run } from '../core/run.js'
import type { StoredAttempt } from './stored-attempt.js'
import type { StoredTrial, StoredTrialStatus } from './stored-trial.js'

/** What a store tells whoever only looks. */
export interface StoreReader {
  /** All runs, newest first. */
  runs(): Promise<readonly Run[]>
  /** The trials of a run that were ever claimed, by number, in constant memory. Their readings only on demand. */
  trials(run: string, query?: TrialQuery): AsyncIterable<StoredTrial>
  /** The best complete trials that are wanted, by the sweep's metric, equal ones by number; without their readings. */
  best(run: string, count: number): Promise<readonly StoredTrial[]>
  /** Every attempt at the trials of a run that are wanted, or at the one with this key, in the order of their starts. */
  attempts(run: string, key?: string): Promise<readonly StoredAttempt[]>
  /** How many trials have each status, of those that were ever claimed. */
  counts(run: string): Promise<StoredCounts>
  /** The status of every trial that is wanted and was ever claimed, by its key: what a resume need not ask one by one. */
  statuses(run: string): Promise<ReadonlyMap<string, StoredTrialStatus>>
  close(): Promise<void>
}

export interface TrialQuery {
  readonly readings?: boolean
  /** Only trials of this status. */
  readonly status?: StoredTrialStatus
  /** Trials that the sweep names, those that it named before it was edited, or both; the former when left out. */
  readonly wanted?: 'wanted' | 'unwanted' | 'all'
}

export interface StoredCounts {
  /** Of the wanted trials. */
  readonly statuses: Readonly<Record<StoredTrialStatus, number>>
  readonly unwanted: number
}
