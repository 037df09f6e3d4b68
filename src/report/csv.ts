/** A line of CSV (RFC 4180), without its end, which is `\r\n`. */
export function csvLine(fields: readonly (string | number | null)[]): string {
  return fields.map(fieldText).join(',')
}

function fieldText(field: string | number | null): string {
  const text = field === null ? '' : String(field)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Rows as CSV (RFC 4180), the header among them; null is an empty field. */
export function csvText(rows: readonly (readonly (string | number | null)[])[]): string {
  return rows.map(csvLine).join('\r\n')
}
