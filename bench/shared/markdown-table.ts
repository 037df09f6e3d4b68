/** A table in Markdown, padded so that it reads well as plain text too. Columns named in `left` are words, others numbers. */
export function markdownTable(
  headers: readonly string[],
  rows: readonly (readonly string[])[],
  left: readonly string[],
): string {
  const widths = headers.map((header, i) => Math.max(3, header.length, ...rows.map((row) => row[i]!.length)))
  const isLeft = headers.map((header) => left.includes(header))
  const pad = (text: string, i: number) => (isLeft[i] ? text.padEnd(widths[i]!) : text.padStart(widths[i]!))
  const line = (cells: readonly string[]) => `| ${cells.map(pad).join(' | ')} |`
  const rule = widths.map((width, i) => (isLeft[i] ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`))
  return [line(headers), `| ${rule.join(' | ')} |`, ...rows.map(line)].join('\n')
}
