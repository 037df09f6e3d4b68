import type { Column } from './draw-table.js'
import { tableMeasures } from './table-measures.js'

const { gap, narrowest } = tableMeasures

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
  const least = columns.map(({ header, shrinks }, i) => {
    const widest = rows.reduce((most, row) => Math.max(most, row[i]!.length), header.length)
    return shrinks ? Math.min(widest, narrowest) : widest
  })
  const droppable = columns.map((_, i) => i).filter((i) => columns[i]!.drops !== undefined)
  droppable.sort((a, b) => columns[a]!.drops! - columns[b]!.drops!)
  const left = new Set(columns.keys())
  const needed = () => [...left].reduce((sum, i) => sum + least[i]! + gap, -gap)
  for (const i of droppable) if (needed() > width) left.delete(i)
  return {
    columns: columns.filter((_, i) => left.has(i)),
    rows: rows.map((row) => row.filter((_, i) => left.has(i))),
    dropped: columns.filter((_, i) => !left.has(i)).map(({ header }) => header),
  }
}
