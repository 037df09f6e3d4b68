import type { ReportView } from './report-view.js'

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
