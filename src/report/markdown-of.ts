import type { ReportView } from './report-view.js'

/** A report as GitHub-flavoured Markdown. */
export function markdownOf(view: ReportView): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => escapeMarkdown(cell.trim())).join(' | ')} |`
  const paragraphs = (texts: readonly string[]) => texts.flatMap((text) => ['', escapeMarkdown(text)])
  return [
    escapeMarkdown(view.title),
    ...paragraphs(view.counts),
    ...paragraphs(view.fixed === '' ? [] : [`fixed: ${view.fixed}`]),
    ...paragraphs(view.verdict),
    '',
    line(view.columns.map(({ header }) => header)),
    `| ${view.columns.map(({ align }) => (align === 'right' ? '---:' : ':---')).join(' | ')} |`,
    ...view.rows.map(line),
    ...paragraphs(view.legend),
    ...paragraphs(view.warnings.map((text) => `warning: ${text}`)),
    ...paragraphs(view.notes),
  ].join('\n')
}

/** Underscores stay: inside a word they mean nothing, and names are full of them. */
function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`*[\]|~]/g, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
}
