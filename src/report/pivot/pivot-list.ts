import type { Pivot } from '../../analyze/figures/pivot.js'
import { estimateTexts } from '../estimate-texts.js'
import { oneLine } from '../one-line.js'
import { pivotValue } from './pivot-value.js'

/** A row for every cell of a pivot that has a trial. */
export function pivotList({ by, rows, columns, cells }: Pivot, metric: string) {
  const found = rows.flatMap((row, r) =>
    columns.flatMap((column, c) => {
      const cell = cells[r]![c]!
      return cell === null ? [] : [{ values: by.length === 1 ? [row] : [row, column], cell }]
    }),
  )
  const means = estimateTexts(found.map(({ cell: { mean, interval } }) => ({ value: mean, interval })))
  return {
    columns: [
      ...by.map((name) => ({ header: oneLine(name), align: 'left', shrinks: true }) as const),
      { header: 'trials', align: 'right', shrinks: false } as const,
      { header: metric, align: 'right', shrinks: false } as const,
    ],
    rows: found.map(({ values, cell }, i) => [...values.map(pivotValue), String(cell.trials), means[i]!]),
  }
}
