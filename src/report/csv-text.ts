/** Rows as CSV (RFC 4180), the header among them; null is an empty field. */
export function csvText(rows: readonly (readonly (string | number | null)[])[]): string {
  return rows.map((fields) => fields.map(fieldText).join(',')).join('\r\n')
}

function fieldText(field: string | number | null): string {
  const text = field === null ? '' : String(field)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
