import type { Json } from '../../core/json.js'
import type { Run } from '../../core/run.js'
import type { AttemptRow, TrialRow } from '../../core/run-data.js'
import type { Metric } from '../../core/sweep.js'

/** What a column has to hold, whatever the trial: its names and types. */
export interface RunShape {
  /** Every parameter, those of the sweep file first; with what its values have in common. */
  readonly parameters: ReadonlyMap<string, ValueType>
  /** Names of the metrics that readings hold, the sweep's own first. */
  readonly metrics: readonly string[]
  /** Names of the metrics that experiments returned. */
  readonly results: readonly string[]
}

/** The type of all values that are not null; `mixed` when they differ, or are lists or objects. */
export type ValueType = 'integer' | 'number' | 'boolean' | 'text' | 'mixed' | 'null'

/** What is known of a run's shape before its trials are. */
export function emptyShape({ sweep }: Run): RunShape {
  const parameters = new Map(sweep.parameters.map(({ name }) => [name, 'null' as const]))
  return { parameters, metrics: [sweep.metric.name], results: [] }
}

/** Gathers the shape of a run trial by trial; `add` says whether the trial brought anything that is not in `known`. */
export function createShape(known: RunShape) {
  const parameters = new Map(known.parameters)
  const metrics = new Set(known.metrics)
  const results = new Set(known.results)
  const addTo = (set: Set<string>, names: object) => {
    const before = set.size
    for (const name of Object.keys(names)) set.add(name)
    return set.size > before
  }
  return {
    add(trial: Pick<ExportedTrial, 'params' | 'readings' | 'metrics'>): boolean {
      let grown = false
      for (const [name, value] of Object.entries(trial.params)) {
        const before = parameters.get(name)
        const type = common(before ?? 'null', typeOf(value))
        grown ||= type !== before
        parameters.set(name, type)
      }
      for (const reading of trial.readings) grown = addTo(metrics, reading.metrics) || grown
      return addTo(results, trial.metrics ?? {}) || grown
    },
    shape: (): RunShape => ({ parameters: new Map(parameters), metrics: [...metrics], results: [...results] }),
  }
}

function typeOf(value: Json): ValueType {
  if (value === null) return 'null'
  if (typeof value === 'boolean') return 'boolean'
  if (typeof value === 'string') return 'text'
  if (typeof value === 'number') return Number.isSafeInteger(value) ? 'integer' : 'number'
  return 'mixed'
}

function common(one: ValueType, other: ValueType): ValueType {
  if (one === other || other === 'null') return one
  if (one === 'null') return other
  const numeric = (type: ValueType) => type === 'integer' || type === 'number'
  return numeric(one) && numeric(other) ? 'number' : 'mixed'
}

/** A trial with its readings and with every attempt at it, in the order of their starts. */
export interface ExportedTrial extends TrialRow {
  readonly attempts: readonly AttemptRow[]
}

/**
 * When each reading of a trial was made, in milliseconds since 1970 and never falling. A reading keeps how long it took,
 * not when it was made nor by which attempt: so the last attempt gets as many of the last readings as it had time for,
 * from its start on, the attempt before it those before, and so on. What no attempt had time for was taken over from
 * another trial; it is counted back from the first start. `readAt` ends an attempt that still runs.
 */
export function readingTimes(
  { readings, attempts }: Pick<ExportedTrial, 'readings' | 'attempts'>,
  readAt: number,
): readonly number[] {
  const times = new Array<number>(readings.length)
  let [end, until] = [readings.length, readAt]
  for (const { startedAt, endedAt } of attempts.toReversed()) {
    const room = Math.min(endedAt ?? until, until) - startedAt
    let [begin, length] = [end, 0]
    // A clock that tells milliseconds may make an attempt a little shorter than its readings.
    while (begin > 0 && length + milliseconds(begin - 1) <= room + 1) length += milliseconds(--begin)
    let time = startedAt
    for (let i = begin; i < end; i++) times[i] = time += milliseconds(i)
    end = begin
    until = startedAt
  }
  for (let i = end - 1, time = until; i >= 0; time -= milliseconds(i--)) times[i] = time
  return times

  function milliseconds(i: number): number {
    return readings[i]!.seconds * 1000
  }
}

/** What the values of a trial are called in TensorBoard and MLflow, which both group names by what stands before `/`. */
export const tags = {
  reading: (metric: string): string => metric,
  /** Of a metric that the experiment returned. */
  result: (metric: string): string => `result/${metric}`,
  /** Of the value that the trial is ranked by. */
  best: ({ name }: Metric): string => `best/${name}`,
  /** The value that trials are ranked by first. */
  all: ({ metrics, results }: Pick<RunShape, 'metrics' | 'results'>, metric: Metric): readonly string[] => [
    tags.best(metric),
    ...metrics.map(tags.reading),
    ...results.map(tags.result),
  ],
}
