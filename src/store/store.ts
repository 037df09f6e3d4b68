import { SweepError } from '../core/errors.js'
import type { Holder, NewRun, Run } from '../core/run.js'
import type { AttemptRow, TrialRow } from '../core/run-data.js'
import type { Outcome, Reading, Trial } from '../core/trial.js'

/**
 * Remembers runs, trials, attempts and readings. Its promises:
 *
 * - A trial is leased to one attempt at a time. The number of the attempt fences: what an attempt records or finishes
 *   after its lease has passed to a later attempt is not kept, and `finish` then answers false.
 * - A trial that is finished stays finished; only `retryFailed` opens a failed one again.
 * - Nothing is ever deleted: a trial that an edited sweep no longer names is kept as unwanted, and wanted again as it is.
 * - When a call's promise has resolved, what it wrote survives the death of this process.
 * - Several processes may work on one store at once.
 */
export interface Store extends StoreReader {
  /** Names and keeps a new run. Throws UsageError when the name asked for is that of a run or one of `alsoTaken`. */
  createRun(run: NewRun, alsoTaken?: readonly string[]): Promise<Run>
  /** Takes the lease of a whole run, or renews it for the holder who has it. */
  hold(request: HoldRequest): Promise<Hold>
  /** Gives the lease of a run back; does nothing when another holds it. */
  release(run: string, holder: Holder): Promise<void>
  /** Gives a run another sweep: its trials get their new numbers, those without one become unwanted. */
  amend(run: string, change: Amendment): Promise<Run>
  /** Leases a trial to a new attempt, or says why not; one that was unwanted is wanted then. */
  claim(request: ClaimRequest): Promise<Claim>
  /** Keeps readings and renews the leases under which they came; an empty list of readings only renews. */
  record(records: readonly AttemptReadings[]): Promise<void>
  /** Ends an attempt; false when its lease was lost, and then nothing has changed. */
  finish(lease: Lease, ended: Ended): Promise<boolean>
}

export interface HoldRequest {
  readonly run: string
  readonly holder: Holder
  /** How long the lease lasts without being renewed. */
  readonly leaseMilliseconds: number
  /** The holder known to be gone, whose lease is taken over before it runs out. */
  readonly takeOver?: Holder
}

export type Hold =
  | { readonly state: 'leased' }
  /** `since` in milliseconds since 1970. */
  | { readonly state: 'held'; readonly by: Holder; readonly since: number }

export interface Amendment extends Omit<NewRun, 'name' | 'sweepFile'> {
  /** Every key of the new sweep with the number of its trial. */
  readonly numbers: Iterable<readonly [key: string, number: number]>
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
  /** Take over a complete trial with the same key from another run of the same identity, if there is one. */
  readonly reuse?: boolean
}

export type Claim =
  | { readonly state: 'leased'; readonly lease: Lease }
  | { readonly state: 'finished'; readonly status: FinishedStatus }
  | { readonly state: 'held'; readonly attempt: number; readonly by: Holder }
  /** It is complete now, with the readings and the value of that run's trial. */
  | {
      readonly state: 'reused'
      readonly from: { readonly run: string; readonly number: number }
      readonly value: number
    }

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
  /** Key of the trial from whose checkpoint the attempt went on, when it was another's. */
  readonly continuedFrom?: string | null
}

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

type FinishedStatus = 'complete' | 'pruned' | 'failed'

/** `running` says that it is leased: whether its holder still lives is for the reader to ask. */
export const storedTrialStatuses = ['complete', 'pruned', 'failed', 'running', 'interrupted'] as const

export type StoredTrialStatus = (typeof storedTrialStatuses)[number]

/** A trial as it is kept. Its `readings` also hold those of the attempts that its last one went on from. */
export interface StoredTrial extends TrialRow {
  readonly status: StoredTrialStatus
  /** How many attempts were made. */
  readonly attempts: number
  readonly holder: Holder | null
  readonly reusedFrom: string | null
  readonly continuedFrom: string | null
}

export interface StoredAttempt extends AttemptRow {
  /** Key of its trial. */
  readonly key: string
}

/** What hinders a store: no room, no right to write, a damaged file, another process that keeps it for too long. */
export type StoreProblem = 'full' | 'read_only' | 'corrupt' | 'busy' | 'other'

/** The database cannot be read or written as it is. */
export class StoreError extends SweepError {
  override readonly name = 'StoreError'
  readonly kind: StoreProblem

  constructor(message: string, { kind = 'other', cause }: { kind?: StoreProblem; cause?: unknown } = {}) {
    super(message, { cause })
    this.kind = kind
  }
}
