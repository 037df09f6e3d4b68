import type { Metric } from '../core/sweep.js'
import type { Params } from '../core/trial.js'
import type { Effects } from './effects/effects.js'
import type { Report } from './report.js'
import type { Interval } from './statistics/intervals.js'

/** What a run says, and how sure it is: every number that reports and pictures show. */
export interface Analysis {
  readonly report: Report
  readonly metric: Metric
  /** Points with a complete trial, best mean first. */
  readonly points: readonly RankedPoint[]
  /** How points were compared with the best one; null where there was nothing to compare. */
  readonly comparison: Comparison | null
  /** How many more seeds of every tied point would decide; null where it cannot be told. */
  readonly seedsToDecide: SeedsToDecide | null
  /** Null where too few trials are complete to tell any. */
  readonly effects: Effects | null
  readonly warnings: readonly Warning[]
  /** What all this comes to, in plain sentences, the most important first. */
  readonly verdict: readonly string[]
}

/** A point with its complete trials. */
export interface RankedPoint {
  /** By mean; equal means share a rank. */
  readonly rank: number
  readonly params: Params
  /** Of the complete trials, by seed: numbers, keys, seeds, values of the metric. */
  readonly trials: readonly number[]
  readonly keys: readonly string[]
  readonly seeds: readonly number[]
  readonly values: readonly number[]
  /** How many trials of the point are not complete. */
  readonly missing: number
  readonly mean: number
  /** Sample standard deviation over seeds; null for one seed. */
  readonly deviation: number | null
  /** Of the mean; null where neither seeds nor samples tell one. */
  readonly interval: Interval | null
  /**
   * Whether it was compared with the best point and cannot be told from it. The best one itself is tied when another is;
   * without a comparison none is.
   */
  readonly tied: boolean
  /** Of the test against the best point, after Holm's correction; null for the best point and where none was made. */
  readonly p: number | null
  /** Mean and interval of every other metric that its trials returned. */
  readonly metrics: Readonly<Record<string, { readonly mean: number; readonly interval: Interval | null }>>
}

export interface Comparison {
  /**
   * By the kept predictions: `crossed` over samples and seeds; with one seed each over samples alone, `mcnemar` for
   * accuracies and `paired` for other metrics. `welch` over seeds where there are none.
   */
  readonly method: 'crossed' | 'mcnemar' | 'paired' | 'welch'
  /** Error rate of the family of tests, as 0.05. */
  readonly level: number
  /** Samples that were compared; null for `welch`. */
  readonly samples: number | null
  /** The splits that they come from. */
  readonly splits: readonly string[]
  /** One sentence on how it was done. */
  readonly note: string
}

export interface SeedsToDecide {
  /** The tied point that is hardest to tell from the best one: its place in `points`, from 0. */
  readonly point: number
  /** In all, per point; null when the difference is too small for 1000 to decide. */
  readonly seeds: number | null
  readonly note: string
}

/** Something that makes the ranking less sure than it looks. */
export interface Warning {
  readonly kind: 'edge' | 'still_improving' | 'seeds_disagree' | 'too_few_trials' | 'failures' | 'unfinished'
  readonly text: string
}
