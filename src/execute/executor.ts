import type { Outcome } from '../core/outcome.js'
import type { Reading } from '../core/reading.js'
import type { Metric } from '../core/sweep.js'
import type { Trial } from '../core/trial.js'

/**
 * Carries out attempts. Its promises:
 *
 * - At most `slots` attempts are under way at once; asking for more is the caller's error.
 * - Every reading of an attempt reaches its watch before `execute` resolves.
 * - Whatever an attempt does (throw, report NaN, kill its process), `execute` resolves with an outcome.
 * - After the signal aborts, an attempt ends as `interrupted` at its next checkpoint, or at its next reading when it
 *   does not checkpoint; if it completes first, it is complete.
 * - After `close` nothing that the executor started is left running; attempts under way end as `interrupted`.
 */
export interface Executor {
  readonly slots: number
  /** Resolves with how the attempt ended; rejects only when the executor itself is broken. */
  execute(attempt: Attempt, watch: Watch, signal: AbortSignal): Promise<Outcome>
  close(): Promise<void>
}

/** All that is needed to carry out one try at a trial, anywhere. Plain data. */
export interface Attempt {
  readonly trial: Trial
  readonly metric: Metric
  /** URL of the experiment's module. */
  readonly experiment: string
  /** Where relative paths among the parameters start. */
  readonly baseFolder: string
  /** The engine, with the URL of the module whose `loadEngine(name)` makes it ready; null when none is wanted. */
  readonly engine: EngineSource | null
  readonly checkpointFolder: string
  /** Where `saveModel` writes; null in a sweep, where models are not kept. */
  readonly modelFolder: string | null
}

export interface EngineSource {
  readonly name: string
  readonly module: string
}

/** Sees an attempt while it is under way. */
export interface Watch {
  reading(reading: Reading): void
  log(line: string): void
}
