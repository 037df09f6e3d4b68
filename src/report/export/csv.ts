import type { Json } from '../../core/json.js'
import { csvLine } from '../csv.js'
import { valueText } from '../values.js'
import type { ExportedRun, ExportPiece } from './exporter.js'
import type { ExportedTrial } from './run-shape.js'
import { type ColumnType, runTables } from './tables.js'

/**
 * `trials.csv`, `readings.csv` and `attempts.csv` (RFC 4180, UTF-8), each with a header. Numbers are in full precision,
 * times in ISO 8601; lists and objects are JSON, as is the value null. A parameter that a trial does not have, and all
 * else that there is not, is an empty field.
 */
export async function* exportCsv(
  { shape }: Pick<ExportedRun, 'shape'>,
  trials: AsyncIterable<ExportedTrial>,
): AsyncIterable<ExportPiece> {
  const tables = runTables(shape)
  for (const { name, columns } of tables) {
    yield { file: `${name}.csv`, part: lineOf(columns.map((column) => column.name)), rows: 0 }
  }
  for await (const trial of trials) {
    for (const { name, columns, rowsOf } of tables) {
      const lines = [...rowsOf(trial)].map((row) => lineOf(row.map((cell, i) => fieldOf(cell, columns[i]!.type))))
      if (lines.length > 0) yield { file: `${name}.csv`, part: lines.join(''), rows: lines.length }
    }
  }
}

function lineOf(fields: readonly string[]): string {
  return `${csvLine(fields)}\r\n`
}

function fieldOf(cell: Json | undefined, type: ColumnType): string {
  if (cell === undefined) return ''
  return type === 'time' ? new Date(cell as number).toISOString() : valueText(cell)
}
