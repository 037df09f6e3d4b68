import type { ErrorClass } from './errors.js'
import type { Parameter } from './parameter.js'
import type { Metrics, Params, Reading } from './trial.js'

/** Which metric is optimized, and which way is better. */
export interface Metric {
  readonly name: string
  readonly goal: 'maximize' | 'minimize'
}

/** How the points of a sweep are found: all of the grid, or drawn, at random or from a Sobol sequence. */
export type Method = 'grid' | 'random' | 'sobol'

/** A parsed and checked sweep file. */
export interface Sweep {
  readonly name: string
  /** As written: the name of a built-in experiment, or a path that starts with `.` or `/`. */
  readonly experiment: string
  readonly method: Method
  /** At most so many points; null for all of the grid. */
  readonly runCap: number | null
  /** Where the drawing of points begins; without meaning for a grid. */
  readonly searchSeed: number
  readonly metric: Metric
  /** Every point is trained once with each of these seeds. */
  readonly seeds: readonly number[]
  /** In the order of the file; the last parameter varies fastest. */
  readonly parameters: readonly Parameter[]
  /** Groups of names of parameters that move together: their first values are one combination, their second the next. */
  readonly zip: readonly (readonly string[])[]
  /** Partial points that are added, as in a matrix of GitHub Actions. */
  readonly include: readonly Params[]
  /** Partial points that are left out. */
  readonly exclude: readonly Params[]
  /** Expressions that every point has to make true. */
  readonly constraints: readonly string[]
  readonly faults: FaultPolicy
  /** Seconds after which a trial is due another checkpoint; no number hangs on it. */
  readonly checkpointEvery: number
  readonly isolation: Isolation
}

/**
 * What trials that one process trains in turn share. `shared`: a thread with its modules, of which what a trial left is
 * taken back or named. `thread`: nothing; each trial has a thread, modules and an engine of its own.
 */
export type Isolation = 'shared' | 'thread'

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

/** What a sweep file that does not speak of these means: all of a plain grid. */
export const sweepDefaults = {
  method: 'grid',
  runCap: null,
  searchSeed: 0,
  seeds: [0],
  zip: [],
  include: [],
  exclude: [],
  constraints: [],
  faults: defaultFaultPolicy,
  checkpointEvery: 300,
  isolation: 'shared',
} as const satisfies Partial<Sweep>

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

/** A sweep as a store has kept it. What older versions did not know of is filled in. */
export function sweepFromJson(text: string): Sweep {
  return { ...sweepDefaults, ...(JSON.parse(text) as Sweep) }
}

/** What a finished trial is ranked by. */
interface Score {
  /** Best value of the sweep's metric. */
  readonly value: number
  /** The first step that reached it; null when only the experiment's result names the metric. */
  readonly bestStep: number | null
}

/** The best reading of the metric, or the experiment's own result when no reading has it; undefined when neither has. */
export function scoreOf(metric: Metric, readings: readonly Reading[], result: Metrics): Score | undefined {
  let best: Score | undefined
  for (const { step, metrics } of readings) {
    const value = metrics[metric.name]
    if (value === undefined) continue
    if (best === undefined || (metric.goal === 'maximize' ? value > best.value : value < best.value)) {
      best = { value, bestStep: step }
    }
  }
  const value = result[metric.name]
  return best ?? (value === undefined ? undefined : { value, bestStep: null })
}
