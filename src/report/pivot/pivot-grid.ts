import type { Pivot } from '../../analyze/figures/pivot.js'
import type { Column } from '../draw-table.js'
import { estimateTexts } from '../estimate-texts.js'
import { oneLine } from '../one-line.js'
import { pivotValue } from './pivot-value.js'

/** The rows of a pivot by its columns. */
export function pivotGrid({ by, rows, columns, cells }: Pivot) {
  // A column at a time, so that its numbers stand below each other.
  const texts = columns.map((_, c) => {
    const column = cells.map((row) => row[c]!)
    const estimates = estimateTexts(
      column.map((cell) => ({ value: cell?.mean ?? null, interval: cell?.interval ?? null })),
    )
    return column.map((cell, r) => (cell === null ? estimates[r]! : `${estimates[r]} (${cell.trials})`))
  })
  const heads = columns.map((value, c): Column => {
    return { header: `${c === 0 ? `${oneLine(by[1]!)} ` : ''}${pivotValue(value)}`, align: 'left', shrinks: false }
  })
  return {
    columns: [{ header: oneLine(by[0]), align: 'left', shrinks: true } as const, ...heads],
    rows: rows.map((value, r) => [pivotValue(value), ...texts.map((column) => column[r]!)]),
  }
}
