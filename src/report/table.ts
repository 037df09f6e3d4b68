import { getBorderCharacters, table } from 'table'

export interface Column {
  readonly header: string
  readonly align: 'left' | 'right'
  /** Whether its texts may be cut, with an ellipsis, where the terminal is too narrow. Never a measured number. */
  readonly shrinks: boolean
  /** Whether it may be left out where the terminal is too narrow: the lowest number goes first. Never when left out. */
  readonly drops?: number
}

/** Of tables in a terminal, in characters. */
const tableMeasures = {
  /** Between two columns. */
  gap: 2,
  /** What a column that shrinks keeps at least. */
  narrowest: 8,
} as const

const { gap, narrowest } = tableMeasures

/** Draws rows of one-line texts under their headers, at most `width` characters wide as far as columns can shrink. */
export function drawTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number = Number.POSITIVE_INFINITY,
): string {
  const texts = [columns.map(({ header }) => header), ...rows]
  const widths = fit(
    columns.map((_, i) => texts.reduce((widest, row) => Math.max(widest, row[i]!.length), 0)),
    columns,
    width,
  )
  const drawn = table(
    texts.map((row) => row.map((text, i) => cut(text, widths[i]!))),
    {
      border: { ...getBorderCharacters('void'), joinBody: '─', bottomBody: '─' },
      columnDefault: { paddingLeft: 0, paddingRight: gap },
      columns: columns.map(({ align }, i) => ({ alignment: align, paddingRight: i === columns.length - 1 ? 0 : gap })),
      drawVerticalLine: () => false,
      drawHorizontalLine: (line) => line === 1,
    },
  )
  return drawn.replace(/ +$/gm, '').trimEnd()
}

/** Takes characters from the widest column that may shrink, one at a time, until the table fits. */
function fit(widths: number[], columns: readonly Column[], width: number): readonly number[] {
  let excess = widths.reduce((sum, each) => sum + each + gap, -gap) - width
  for (; excess > 0; excess--) {
    let widest = -1
    columns.forEach(({ shrinks }, i) => {
      if (shrinks && widths[i]! > narrowest && (widest < 0 || widths[i]! > widths[widest]!)) widest = i
    })
    if (widest < 0) break
    widths[widest]!--
  }
  return widths
}

function cut(text: string, width: number): string {
  return text.length > width ? `${text.slice(0, width - 1)}…` : text
}

/** A table of which some columns were left out. */
interface FittingTable {
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

/** The least width of a table in characters, once its columns have shrunk. */
export function tableWidth(columns: readonly Column[], rows: readonly (readonly string[])[]): number {
  const { gap, narrowest } = tableMeasures
  return columns.reduce((sum, { header, shrinks }, i) => {
    const widest = rows.reduce((most, row) => Math.max(most, row[i]!.length), header.length)
    return sum + gap + (shrinks ? Math.min(widest, narrowest) : widest)
  }, -gap)
}
