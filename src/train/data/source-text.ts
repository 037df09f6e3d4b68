import type { DataSource } from './data-source.js'

/** A source of data as errors name it. */
export function sourceText(source: DataSource): string {
  return source.kind === 'file' ? source.path : `synthetic faces (synthetic_rows: ${source.rows})`
}
