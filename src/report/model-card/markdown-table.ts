/** A column of a table in Markdown. */
export interface MarkdownColumn {
  readonly header: string
  readonly align: 'left' | 'right'
}

/** A table in GitHub-flavoured Markdown; the texts may hold anything. */
export function markdownTable(columns: readonly MarkdownColumn[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(escapeCell).join(' | ')} |`
  const rule = columns.map(({ align }) => (align === 'right' ? '---:' : ':---'))
  return [line(columns.map(({ header }) => header)), `| ${rule.join(' | ')} |`, ...rows.map(line)].join('\n')
}

function escapeCell(text: string): string {
  return text
    .replace(/[\\`*[\]|~<]/g, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/\n/g, ' ')
}
