import type { RunShape } from '../run-shape.js'
import type { Table } from './table.js'

/** A row for each reading of every trial's last attempt; `metrics.val_loss` as in the table of trials. */
export function readingsTable({ metrics }: RunShape): Table {
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
