import { styleText } from 'node:util'
import type { ReportOptions } from './options.js'
import { marks } from './ranking.js'
import type { ReportView } from './report.js'
import { drawTable, dropColumns } from './table.js'
import { wrapText } from './values.js'

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

/** A report as GitHub-flavoured Markdown. */
export function markdownOf(view: ReportView): string {
  const paragraphs = (texts: readonly string[]) => texts.flatMap((text) => ['', escapeMarkdown(text)])
  return [
    escapeMarkdown(view.title),
    ...paragraphs(view.counts),
    ...paragraphs(view.fixed === '' ? [] : [`fixed: ${view.fixed}`]),
    ...paragraphs(view.verdict),
    ...(view.columns.length === 0 ? [] : ['', ...tableLines(view)]),
    ...paragraphs(view.legend),
    ...paragraphs(view.warnings.map((text) => `warning: ${text}`)),
    ...paragraphs(view.notes),
  ].join('\n')
}

function tableLines({ columns, rows }: ReportView): readonly string[] {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => escapeMarkdown(cell.trim())).join(' | ')} |`
  const rule = columns.map(({ align }) => (align === 'right' ? '---:' : ':---')).join(' | ')
  return [line(columns.map(({ header }) => header)), `| ${rule} |`, ...rows.map(line)]
}

/** Underscores stay: inside a word they mean nothing, and names are full of them. */
function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`*[\]|~]/g, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
}
