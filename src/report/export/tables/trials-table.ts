import { failureText } from '../../failure-text.js'
import type { RunShape } from '../run-shape.js'
import type { Column, Table } from './table.js'

/**
 * A row for each trial. `params.lr` and `metrics.test_accuracy`, the latter what its experiment returned: a name of the
 * experiment's own can be mistaken for no other column.
 */
export function trialsTable({ parameters, results }: RunShape): Table {
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
