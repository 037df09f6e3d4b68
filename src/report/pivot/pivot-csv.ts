import type { Pivot } from '../../analyze/figures/pivot.js'
import type { Report } from '../../analyze/report.js'
import type { Json } from '../../core/json.js'
import { csvText } from '../csv-text.js'
import { valueText } from '../value-text.js'

/** Pivots by the same names as CSV (RFC 4180), in full precision: a line per cell; of several the first column names the run. */
export function pivotCsv(pivots: readonly { readonly report: Report; readonly pivot: Pivot }[]): string {
  const several = pivots.length > 1
  const by = pivots[0]?.pivot.by ?? []
  const header = [
    ...(several ? ['run'] : []),
    ...by.map((name) => (name === 'seed' ? name : `params.${name}`)),
    'trials',
    'mean',
    'low',
    'high',
  ]
  const lines = pivots.flatMap(({ report: { run }, pivot: { rows, columns, cells } }) =>
    rows.flatMap((row, r) =>
      columns.flatMap((column, c) => {
        const cell = cells[r]![c]!
        if (cell === null) return []
        const values = [row, ...(by.length === 2 ? [column] : [])].map(fieldOf)
        const { trials, mean, interval } = cell
        return [[...(several ? [run] : []), ...values, trials, mean, interval?.low ?? null, interval?.high ?? null]]
      }),
    ),
  )
  return csvText([header, ...lines])
}

function fieldOf(value: Json | undefined): string | null {
  return value === undefined ? null : valueText(value)
}
