import { reasonText } from '../../reason-text.js'
import type { Table } from './table.js'

/** A row for each attempt. One that runs, or whose process was lost, has neither an end nor an outcome. */
export function attemptsTable(): Table {
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
