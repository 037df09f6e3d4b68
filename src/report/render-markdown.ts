import type { Report } from '../analyze/report.js'
import type { ReportOptions } from './report-options.js'
import { reportView } from './report-view.js'

/** The report as GitHub-flavoured Markdown: the words and numbers of the terminal's. */
export function renderMarkdown(report: Report, { top }: ReportOptions = {}): string {
  const view = reportView(report, top)
  const line = (cells: readonly string[]) => `| ${cells.map(escapeMarkdown).join(' | ')} |`
  return [
    escapeMarkdown(view.title),
    '',
    view.counts,
    ...(view.fixed === '' ? [] : ['', escapeMarkdown(`fixed: ${view.fixed}`)]),
    '',
    line(view.columns.map(({ header }) => header)),
    `| ${view.columns.map(({ align }) => (align === 'right' ? '---:' : ':---')).join(' | ')} |`,
    ...view.rows.map(line),
    ...view.notes.flatMap((note) => ['', escapeMarkdown(note)]),
  ].join('\n')
}

/** Underscores stay: inside a word they mean nothing, and names are full of them. */
function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`*[\]|~]/g, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
}
