import type { ErrorRecord } from './error-record.js'
import type { Metrics } from './reading.js'

/** How an attempt ended. */
export type Outcome =
  /** `model` says whether the experiment saved one, kept or not; left out where nobody looked. */
  | { readonly status: 'complete'; readonly metrics: Metrics; readonly model?: boolean }
  | { readonly status: 'pruned'; readonly reason: string }
  | { readonly status: 'failed'; readonly error: ErrorRecord }
  /** With `storage` because nothing more can be written: every other attempt would end in the same way. */
  | { readonly status: 'interrupted'; readonly reason: string; readonly storage?: true }
