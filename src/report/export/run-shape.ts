import type { Json } from '../../core/json.js'
import type { Run } from '../../core/run.js'
import type { ExportedTrial } from './exported-trial.js'

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
