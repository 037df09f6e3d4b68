import type { ErrorClass } from './error-record.js'

/** What to do about attempts that fail, and when an attempt counts as failed though it has not ended. */
export interface FaultPolicy {
  readonly onFailure: Readonly<Record<ErrorClass, Retries>>
  /** As many trials that fail in turn with the same error, before any has completed, stop the sweep; 0 never does. */
  readonly maxConsecutiveFailures: number
  /** Seconds without a reading; `auto` is 10 times the median time between readings of the run, at least 60. */
  readonly stallTimeout: number | 'auto'
  /** Seconds that one attempt may take; null for as long as it likes. */
  readonly trialTimeout: number | null
  /** A host is replaced after so many attempts; null for never. */
  readonly recycleAfter: number | null
  /** A host whose resident memory exceeds this number of bytes is replaced after its attempt; null for never. */
  readonly hostMemory: number | null
}

/** How often a trial is tried again, from its last checkpoint, after an attempt has failed in one way. */
export interface Retries {
  readonly retries: number
  /** Seconds to wait before the first retry; doubled for each further one. */
  readonly backoff: number
}

export const defaultFaultPolicy: FaultPolicy = {
  onFailure: {
    error: { retries: 0, backoff: 0 },
    diverged: { retries: 0, backoff: 0 },
    host_died: { retries: 3, backoff: 1 },
    out_of_memory: { retries: 1, backoff: 1 },
    timeout: { retries: 1, backoff: 0 },
  },
  maxConsecutiveFailures: 3,
  stallTimeout: 'auto',
  trialTimeout: null,
  recycleAfter: null,
  hostMemory: null,
}
