import { csvLine } from './csv-line.js'

/** Rows as CSV (RFC 4180), the header among them; null is an empty field. */
export function csvText(rows: readonly (readonly (string | number | null)[])[]): string {
  return rows.map(csvLine).join('\r\n')
}
