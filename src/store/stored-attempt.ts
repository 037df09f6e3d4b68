import type { Outcome } from '../core/outcome.js'

/** One try at a trial. */
export interface StoredAttempt {
  /** Key of its trial. */
  readonly key: string
  /** Number of its trial in the sweep. */
  readonly trial: number
  /** Counts the attempts at the trial from 1. */
  readonly number: number
  /** Milliseconds since 1970, as is `endedAt`. */
  readonly startedAt: number
  /** Null while it runs, and for ever when its process was lost. */
  readonly endedAt: number | null
  readonly outcome: Outcome | null
}
