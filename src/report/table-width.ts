import type { Column } from './draw-table.js'
import { tableMeasures } from './table-measures.js'

/** The least width of a table in characters, once its columns have shrunk. */
export function tableWidth(columns: readonly Column[], rows: readonly (readonly string[])[]): number {
  const { gap, narrowest } = tableMeasures
  return columns.reduce((sum, { header, shrinks }, i) => {
    const widest = rows.reduce((most, row) => Math.max(most, row[i]!.length), header.length)
    return sum + gap + (shrinks ? Math.min(widest, narrowest) : widest)
  }, -gap)
}
