import { getBorderCharacters, table } from 'table'
import { tableMeasures } from './table-measures.js'

export interface Column {
  readonly header: string
  readonly align: 'left' | 'right'
  /** Whether its texts may be cut, with an ellipsis, where the terminal is too narrow. Never a measured number. */
  readonly shrinks: boolean
  /** Whether it may be left out where the terminal is too narrow: the lowest number goes first. Never when left out. */
  readonly drops?: number
}

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
