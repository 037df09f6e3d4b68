import type { Outcome } from '../core/outcome.js'
import type { Reading } from '../core/reading.js'
import type { Trial } from '../core/trial.js'

/** Sees a run while it is conducted. */
export interface Observer {
  started(trial: Trial, attempt: number, slot: number): void
  reading(trial: Trial, slot: number, reading: Reading): void
  log(trial: Trial, slot: number, line: string): void
  ended(trial: Trial, slot: number, outcome: Outcome, value: number | null): void
  /** A trial that was already finished when it was asked for. */
  kept(trial: Trial): void
}
