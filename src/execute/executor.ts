import type { StartingPoint } from '../core/experiment.js'
import type { Isolation, Metric } from '../core/sweep.js'
import type { Outcome, Params, Reading, Trial } from '../core/trial.js'

/**
 * Carries out attempts. Its promises:
 *
 * - At most `slots` attempts are under way at once; asking for more is the caller's error.
 * - Every reading of an attempt reaches its watch before `execute` resolves.
 * - Whatever an attempt does (throw, report NaN, kill its process, use up the memory), `execute` resolves with an outcome.
 * - An attempt that is silent for longer than its watch's patience, or takes longer than its time-out, fails with the
 *   class `timeout`; only the pool can end one that blocks its thread.
 * - After the signal aborts, an attempt ends as `interrupted` at its next checkpoint, or at its next reading when it
 *   does not checkpoint; if it completes first, it is complete.
 * - After `close` attempts under way end as `interrupted`, and nothing is left running that the executor, or on Linux an
 *   experiment in its pool, has started.
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
  /** The name of the run that it belongs to; left out where nothing of it is kept. */
  readonly run?: string
  readonly metric: Metric
  /** Whether an attempt that never reports the metric has failed; left out, it has. */
  readonly needsMetric?: boolean
  /** URL of the experiment's module. */
  readonly experiment: string
  /** Where relative paths among the parameters start. */
  readonly baseFolder: string
  /** The engine, with the URL of the module whose `loadEngine(name)` makes it ready; null when none is wanted. */
  readonly engine: EngineSource | null
  readonly checkpointFolder: string
  readonly artifactFolder: string
  /** Where `saveModel` writes; null in a sweep, where models are not kept. */
  readonly modelFolder: string | null
  /** It fails after so long. Left out, it may take as long as it likes. */
  readonly timeoutMilliseconds?: number | null
  /** A checkpoint is due when the last one is older. Left out, it is as where a sweep file says nothing. */
  readonly checkpointEveryMilliseconds?: number
  /** What it shares with the attempts before and after it in its process. Left out, as where a sweep file says nothing. */
  readonly isolation?: Isolation
  /** What values of the type `trial` stand for, by their canonical JSON. */
  readonly startingPoints?: Readonly<Record<string, StartingPoint>>
  /** Complete trials that this one may go on from when it has no checkpoint of its own and its experiment agrees. */
  readonly origins?: readonly Origin[]
}

/** A complete trial with the folders of its checkpoints and its artifacts. */
export interface Origin {
  readonly key: string
  readonly params: Params
  readonly checkpointFolder: string
  readonly artifactFolder: string
}

export interface EngineSource {
  readonly name: string
  readonly module: string
}

/** Sees an attempt while it is under way. */
export interface Watch {
  reading(reading: Reading): void
  log(line: string): void
  /** The engine is loaded and the experiment begins. */
  begun?(): void
  /** A checkpoint has been written. */
  saved?(): void
  /** The experiment has saved its model, into the model folder or, where there is none, into nothing. */
  savedModel?(): void
  /**
   * Milliseconds without a reading or a checkpoint, from then on, after which the attempt counts as stalled, asked
   * whenever they may be over; Infinity, or nothing, for never.
   */
  patience?(): number
  /** The attempt goes on from the last checkpoint of another trial, one of its origins. */
  continuedFrom?(key: string): void
}

/** The wish that an attempt end, as it arrives inside the attempt. */
export interface Stop {
  readonly signal: AbortSignal
  /** Looks for the wish without waiting, since training may block its thread; the signal has aborted when it is there. */
  asked(): boolean
}
