import type { Metric } from '../core/sweep.js'
import type { Interval } from './statistics/intervals.js'
import { mean } from './statistics/variance.js'

interface RecordedPoint {
  /** Of the mean over its recorded seeds; null where none can be told. */
  readonly interval: Interval | null
  /** Whether it was trained again with the recorded parameters. */
  readonly same: boolean
}

/** Compares the seeds of a point that was trained again with what is recorded of it, and chooses the one to keep. */
export function judgeRetraining(
  metric: Metric,
  seeds: readonly RetrainedSeed[],
  { interval, same }: RecordedPoint,
): Retraining {
  const judged = seeds.map((seed) => ({ ...seed, verdict: verdictOf(seed, same) }))
  const values = judged.flatMap(({ complete, value }) => (complete && value !== null ? [value] : []))
  const middle = values.length === 0 ? null : mean(values)
  const complete = judged.filter((seed) => seed.complete)
  const [kept, keptAs] = choose(metric, complete)
  const verdict = meanVerdict(middle, judged, interval, same)
  return { metric, seeds: judged, mean: middle, meanVerdict: verdict, kept, keptAs }
}

function verdictOf({ complete, value, bestStep, recorded }: RetrainedSeed, same: boolean): SeedVerdict {
  if (!complete) return 'not_complete'
  if (!same) return 'other_parameters'
  if (recorded === null) return 'new'
  return value === recorded.value && bestStep === recorded.bestStep ? 'reproduced' : 'not_reproduced'
}

function meanVerdict(
  middle: number | null,
  seeds: readonly JudgedSeed[],
  interval: Interval | null,
  same: boolean,
): MeanVerdict {
  if (!same) return { kind: 'other_parameters' }
  if (middle === null) return { kind: 'no_value' }
  // The best seed of several may well lie outside of the interval of their mean.
  if (seeds.length === 1 && seeds[0]!.verdict === 'reproduced') return { kind: 'reproduced' }
  if (interval === null) return { kind: 'no_interval' }
  return { kind: middle >= interval.low && middle <= interval.high ? 'within' : 'outside', interval }
}

/** The best by the metric; the first where equal, and where one has no value to compare by. */
function choose(metric: Metric, seeds: readonly JudgedSeed[]): [JudgedSeed | null, Retraining['keptAs']] {
  const [first] = seeds
  if (first === undefined || seeds.length === 1) return [first ?? null, 'only']
  if (seeds.some(({ value }) => value === null)) return [first, 'first']
  const sign = metric.goal === 'maximize' ? 1 : -1
  return [seeds.reduce((best, seed) => (sign * (seed.value! - best.value!) > 0 ? seed : best)), 'best']
}

/** One seed that was trained again, or for the first time, beside what is recorded of it. */
export interface RetrainedSeed {
  readonly seed: number
  /** Number of its trial in the run; null for a seed that the run has not. */
  readonly trial: number | null
  /** Whether it was trained to its end. */
  readonly complete: boolean
  /** Best value of the metric, and the step that reached it; null when there is none. */
  readonly value: number | null
  readonly bestStep: number | null
  /** The same as the run has it. */
  readonly recorded: { readonly value: number; readonly bestStep: number | null } | null
}

/** How a seed stands to what is recorded of it. */
type SeedVerdict =
  /** Equal, bit for bit. */
  | 'reproduced'
  | 'not_reproduced'
  /** There is nothing to compare with. */
  | 'new'
  /** Its parameters are others than the recorded ones. */
  | 'other_parameters'
  | 'not_complete'

export interface JudgedSeed extends RetrainedSeed {
  readonly verdict: SeedVerdict
}

/** The mean over the seeds beside the recorded interval. */
type MeanVerdict =
  | { readonly kind: 'within' | 'outside'; readonly interval: Interval }
  /**
   * Not compared: the parameters are others; the one seed is reproduced, which says more; the run has no interval; or no seed
   * has a value.
   */
  | { readonly kind: 'other_parameters' | 'reproduced' | 'no_interval' | 'no_value' }

/** What training a point again has shown. */
export interface Retraining {
  readonly metric: Metric
  /** In the order in which they were asked for. */
  readonly seeds: readonly JudgedSeed[]
  /** Over the seeds that have a value; null for none. */
  readonly mean: number | null
  readonly meanVerdict: MeanVerdict
  /** The seed whose model is kept; null when no seed is complete. */
  readonly kept: JudgedSeed | null
  /** Why: it is the only one, the best by the metric, or the first since no metric tells. */
  readonly keptAs: 'only' | 'best' | 'first'
}
