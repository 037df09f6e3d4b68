import type { Json } from '../../core/json.js'
import { failureText, reasonText } from '../failures.js'
import type { ExportedTrial, RunShape, ValueType } from './run-shape.js'

/** The tables of a run. */
export function runTables(shape: RunShape): readonly Table[] {
  return [trialsTable(shape), readingsTable(shape), attemptsTable()]
}

/** A flat view of a run: a trial gives some of its rows. */
export interface Table {
  /** Name of its file, without an ending. */
  readonly name: string
  readonly columns: readonly Column[]
  rowsOf(trial: ExportedTrial): Iterable<Row>
}

export interface Column {
  readonly name: string
  readonly type: ColumnType
}

/** A `time` is in milliseconds since 1970. */
export type ColumnType = ValueType | 'time'

/** A cell for each column. Undefined is nothing; null is a value, which only parameters have. */
export type Row = readonly (Json | undefined)[]

/**
 * A row for each trial. `params.lr` and `metrics.test_accuracy`, the latter what its experiment returned: a name of the
 * experiment's own can be mistaken for no other column.
 */
function trialsTable({ parameters, results }: RunShape): Table {
  const names = [...parameters.keys()]
  const columns: readonly Column[] = [
    { name: 'trial', type: 'integer' },
    { name: 'key', type: 'text' },
    ...[...parameters].map(([name, type]) => ({ name: `params.${name}`, type })),
    { name: 'seed', type: 'integer' },
    { name: 'status', type: 'text' },
    { name: 'value', type: 'number' },
    { name: 'best_step', type: 'integer' },
    { name: 'steps', type: 'integer' },
    { name: 'seconds', type: 'number' },
    { name: 'attempts', type: 'integer' },
    { name: 'error', type: 'text' },
    { name: 'reused_from', type: 'text' },
    { name: 'continued_from', type: 'text' },
    ...results.map((name) => ({ name: `metrics.${name}`, type: 'number' as const })),
  ]
  return {
    name: 'trials',
    columns,
    *rowsOf(trial) {
      const { number, key, params, seed, status, value, bestStep, steps, seconds, attempts, error, metrics } = trial
      const { reusedFrom, continuedFrom } = trial
      yield [
        ...[number, key],
        ...names.map((name) => (Object.hasOwn(params, name) ? params[name]! : undefined)),
        ...[seed, status, value ?? undefined, bestStep ?? undefined, steps, seconds, attempts.length],
        ...[error ? failureText(error) : undefined, reusedFrom ?? undefined, continuedFrom ?? undefined],
        ...results.map((name) => metrics?.[name]),
      ]
    },
  }
}

/** A row for each reading of every trial's last attempt; `metrics.val_loss` as in the table of trials. */
function readingsTable({ metrics }: RunShape): Table {
  return {
    name: 'readings',
    columns: [
      { name: 'trial', type: 'integer' },
      { name: 'step', type: 'integer' },
      { name: 'seconds', type: 'number' },
      ...metrics.map((name) => ({ name: `metrics.${name}`, type: 'number' as const })),
    ],
    *rowsOf({ number, readings }) {
      for (const { step, seconds, metrics: values } of readings) {
        yield [number, step, seconds, ...metrics.map((name) => values[name])]
      }
    },
  }
}

/** A row for each attempt. One that runs, or whose process was lost, has neither an end nor an outcome. */
function attemptsTable(): Table {
  return {
    name: 'attempts',
    columns: [
      { name: 'trial', type: 'integer' },
      { name: 'attempt', type: 'integer' },
      { name: 'started_at', type: 'time' },
      { name: 'ended_at', type: 'time' },
      { name: 'outcome', type: 'text' },
      { name: 'reason', type: 'text' },
    ],
    *rowsOf({ number, attempts }) {
      for (const { number: attempt, startedAt, endedAt, outcome } of attempts) {
        const reason = outcome ? reasonText(outcome) : undefined
        yield [number, attempt, startedAt, endedAt ?? undefined, outcome?.status, reason]
      }
    },
  }
}
