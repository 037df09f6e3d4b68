import type { Column } from './draw-table.js'
import { tableWidth } from './table-width.js'

/** A table of which some columns were left out. */
export interface FittingTable {
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly string[])[]
  /** Headers of the columns that are not here. */
  readonly dropped: readonly string[]
}

/** Leaves out columns that may be, the least important first, until the others fit into `width` once they have shrunk. */
export function dropColumns(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number,
): FittingTable {
  const droppable = [...columns.keys()].filter((i) => columns[i]!.drops !== undefined)
  droppable.sort((a, b) => columns[a]!.drops! - columns[b]!.drops!)
  const without = (count: number) => {
    const gone = new Set(droppable.slice(0, count))
    return {
      columns: columns.filter((_, i) => !gone.has(i)),
      rows: rows.map((row) => row.filter((_, i) => !gone.has(i))),
      dropped: columns.filter((_, i) => gone.has(i)).map(({ header }) => header),
    }
  }
  for (let count = 0; count < droppable.length; count++) {
    const fitting = without(count)
    if (tableWidth(fitting.columns, fitting.rows) <= width) return fitting
  }
  return without(droppable.length)
}
