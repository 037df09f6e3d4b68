import type { ErrorRecord } from './errors.js'
import type { Run } from './run.js'
import type { Metrics, Outcome, Reading, Trial } from './trial.js'

/** All that is known of a run: what an analysis and the pictures are made from. */
export interface RunData {
  readonly run: Run
  /** Every trial that was ever claimed, by number, with its readings. */
  readonly trials: readonly TrialRow[]
  /** How many trials the sweep has, those included that have never started. */
  readonly total: number
  /** In the order of their starts. */
  readonly attempts: readonly AttemptRow[]
  /** By key of the trial, of those that kept them. */
  readonly validation: ReadonlyMap<string, Predictions>
  readonly test: ReadonlyMap<string, Predictions>
}

/** One try at a trial. */
export interface AttemptRow {
  /** Number of its trial. */
  readonly trial: number
  /** Counts the attempts at the trial from 1. */
  readonly number: number
  /** Milliseconds since 1970, as is `endedAt`. */
  readonly startedAt: number
  /** Null while it runs, and for ever when its process was lost. */
  readonly endedAt: number | null
  readonly outcome: Outcome | null
}

/** What a trial's best weights say of every sample of a split. */
export interface Predictions {
  /** The splits that were scored, as `PrivateTest`. */
  readonly splits: readonly string[]
  /** Names of the classes. */
  readonly classes: readonly string[]
  /** Logits, [samples, classes], row by row. */
  readonly logits: Float32Array
  /** The true class of every sample, [samples]. */
  readonly labels: Int32Array
  /** What makes the logits calibrated when they are divided by it; 1 where none was fitted. */
  readonly temperature: number
}

/** What is known of one trial. */
export interface TrialRow extends Trial {
  readonly status: TrialStatus
  /** Best value of the sweep's metric; null when it has none. */
  readonly value: number | null
  /** The step that reached it first. */
  readonly bestStep: number | null
  /** What its experiment returned, as the scores of the test split; null when it is not complete. */
  readonly metrics: Metrics | null
  /** Number of readings. */
  readonly steps: number
  /** Wall-clock seconds that the trial took. */
  readonly seconds: number
  readonly error: ErrorRecord | null
  /** By step, of its last attempt; empty where they were not asked for. */
  readonly readings: readonly Reading[]
  /** The run whose trial was taken over instead of training this one. */
  readonly reusedFrom?: string | null
  /** Key of the trial of the same run from whose checkpoint this one went on. */
  readonly continuedFrom?: string | null
}

/** Where a trial stands, in the order in which a report lists the trials. */
export const trialStatuses = ['complete', 'pruned', 'interrupted', 'running', 'waiting', 'failed'] as const

export type TrialStatus = (typeof trialStatuses)[number]
