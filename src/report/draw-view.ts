import { styleText } from 'node:util'
import { drawTable } from './draw-table.js'
import { dropColumns } from './drop-columns.js'
import { marks } from './ranking/marks.js'
import type { ReportOptions } from './report-options.js'
import type { ReportView } from './report-view.js'
import { wrapText } from './wrap-text.js'

/** A report drawn for a terminal: the winner is bold, marks are dim and warnings yellow where it shows colours. */
export function drawView(
  view: ReportView,
  { columns: width, color = false }: Pick<ReportOptions, 'columns' | 'color'>,
) {
  const style = (format: Parameters<typeof styleText>[0], text: string) =>
    color ? styleText(format, text, { validateStream: false }) : text
  const wrap = (text: string) => wrapText(text, width, '  ')
  const { columns, rows, dropped } = dropColumns(view.columns, view.rows, width ?? Number.POSITIVE_INFINITY)
  const [header = '', rule = '', ...lines] = columns.length === 0 ? [] : drawTable(columns, rows, width).split('\n')
  const notes = [
    ...(dropped.length === 0 ? [] : [`no room for ${dropped.join(', ')}: see a wider terminal, or another --format`]),
    ...view.notes,
  ]
  return [
    wrap(view.title).map((line) => style('bold', line)),
    view.counts.flatMap(wrap),
    view.fixed === '' ? [] : wrap(`fixed: ${view.fixed}`),
    paragraph(view.verdict.flatMap(wrap)),
    columns.length === 0 ? [] : ['', header, rule],
    lines.map((line, i) => (i < view.winners ? style('bold', line) : line.replace(mark, (sign) => style('dim', sign)))),
    paragraph(view.legend.flatMap(wrap).map((line) => style('dim', line))),
    paragraph(view.warnings.flatMap((text) => wrap(`warning: ${text}`)).map((line) => style('yellow', line))),
    paragraph(notes.flatMap(wrap)),
  ]
    .flat()
    .join('\n')
}

/** Stands alone between spaces, which tells it from one within a value. */
const mark = new RegExp(`(?<= )${marks.tied}(?= |$)`)

function paragraph(lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', ...lines]
}
