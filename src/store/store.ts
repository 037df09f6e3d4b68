import type { ErrorRecord } from '../core/error-record.js'
import type { Holder } from '../core/holder.js'
import type { Outcome } from '../core/outcome.js'
import type { Reading } from '../core/reading.js'
import type { NewRun, Run } from '../core/run.js'
import type { Trial } from '../core/trial.js'

/**
 * Remembers runs, trials, attempts and readings. Its promises:
 *
 * - A trial is leased to one attempt at a time. The number of the attempt fences: what an attempt records or finishes
 *   after its lease has passed to a later attempt is not kept, and `finish` then answers false.
 * - A trial that is finished stays finished; only `retryFailed` opens a failed one again.
 * - When a call's promise has resolved, what it wrote survives the death of this process.
 * - Several processes may work on one store at once.
 */
export interface Store {
  /** Names and keeps a new run. Throws UsageError when the name asked for is that of a run or one of `alsoTaken`. */
  createRun(run: NewRun, alsoTaken?: readonly string[]): Promise<Run>
  /** All runs, newest first. */
  runs(): Promise<readonly Run[]>
  /** Leases a trial to a new attempt, or says why not. */
  claim(request: ClaimRequest): Promise<Claim>
  /** Keeps readings and renews the leases under which they came; an empty list of readings only renews. */
  record(records: readonly AttemptReadings[]): Promise<void>
  /** Ends an attempt; false when its lease was lost, and then nothing has changed. */
  finish(lease: Lease, ended: Ended): Promise<boolean>
  /** The trials of a run that were ever claimed, by number, in constant memory. Their readings only on demand. */
  trials(run: string, include?: { readonly readings: boolean }): AsyncIterable<StoredTrial>
  close(): Promise<void>
}

export interface ClaimRequest {
  readonly run: string
  readonly trial: Trial
  readonly holder: Holder
  /** How long the lease lasts without being renewed. */
  readonly leaseMilliseconds: number
  /** Lease a failed trial again. */
  readonly retryFailed?: boolean
  /** The attempt whose holder is known to be gone: its lease is taken over before it runs out. */
  readonly takeOver?: number
}

export type Claim =
  | { readonly state: 'leased'; readonly lease: Lease }
  | { readonly state: 'finished'; readonly status: FinishedStatus }
  | { readonly state: 'held'; readonly attempt: number; readonly by: Holder }

/** The right to work on a trial. Plain data. */
export interface Lease {
  readonly run: string
  readonly key: string
  /** Counts the attempts at this trial from 1. */
  readonly attempt: number
}

export interface AttemptReadings {
  readonly lease: Lease
  readonly readings: readonly Reading[]
}

/** How an attempt ended, with what its trial is ranked by. */
export interface Ended {
  readonly outcome: Outcome
  readonly value: number | null
  readonly bestStep: number | null
  /** Wall-clock seconds that the trial took, earlier attempts included as far as this one went on from them. */
  readonly seconds: number
}

export type FinishedStatus = 'complete' | 'pruned' | 'failed'

export interface StoredTrial extends Trial {
  /** `running` says that it is leased: whether its holder still lives is for the reader to ask. */
  readonly status: FinishedStatus | 'running' | 'interrupted'
  /** How many attempts were made. */
  readonly attempts: number
  readonly holder: Holder | null
  readonly value: number | null
  readonly bestStep: number | null
  /** Number of readings of the last attempt. */
  readonly steps: number
  readonly seconds: number
  readonly error: ErrorRecord | null
  /** The readings of the last attempt, by step; it also holds those of the attempts that it went on from. */
  readonly readings: readonly Reading[]
}
