import type { Outcome, Reading, Trial } from '../core/trial.js'
import type { Retry } from './retries.js'

/** Sees a run while it is conducted. */
export interface Observer {
  started(trial: Trial, attempt: number, slot: number): void
  reading(trial: Trial, slot: number, reading: Reading): void
  log(trial: Trial, slot: number, line: string): void
  /** An attempt has ended; with `retry` another one follows. */
  ended(trial: Trial, slot: number, outcome: Outcome, value: number | null, retry: Retry | undefined): void
  /** A trial that was already finished when it was asked for. */
  kept(trial: Trial): void
  /** An attempt goes on from the last checkpoint of a complete trial that is its trial's beginning. */
  continued(trial: Trial, from: Pick<Trial, 'params'>): void
  /** A trial that another run has completed; `kept` follows. */
  reused(trial: Trial, from: { readonly run: string; readonly number: number }): void
}
