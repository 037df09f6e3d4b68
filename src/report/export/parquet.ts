import { ByteWriter, ParquetWriter, type SchemaElement } from 'hyparquet-writer'
import type { Json } from '../../core/json.js'
import { valueText } from '../values.js'
import type { ExportedRun, ExportPiece } from './exporter.js'
import type { ExportedTrial } from './run-shape.js'
import { type Column, type ColumnType, type Row, runTables, type Table } from './tables.js'

/** Rows that are gathered before they are written; the columns of so many are compressed together. */
const groupRows = 20_000

/**
 * The tables of the CSV export as `trials.parquet`, `readings.parquet` and `attempts.parquet`, with typed columns. A
 * parameter whose values differ in type is text, as in the CSV. Null as a value and no value are the same there, so the
 * trials have one column more: `params` is all parameters of the trial as JSON.
 */
export async function* exportParquet(
  { shape }: Pick<ExportedRun, 'shape'>,
  trials: AsyncIterable<ExportedTrial>,
): AsyncIterable<ExportPiece> {
  const files = runTables(shape)
    .map((table) => (table.name === 'trials' ? withParams(table) : table))
    .map(tableFile)
  for await (const trial of trials) {
    for (const file of files) yield* file.add(trial)
  }
  for (const file of files) yield* file.finish()
}

function withParams(table: Table): Table {
  return {
    ...table,
    columns: [...table.columns, { name: 'params', type: 'mixed' }],
    *rowsOf(trial) {
      for (const row of table.rowsOf(trial)) yield [...row, trial.params]
    },
  }
}

function tableFile({ name, columns, rowsOf }: Table) {
  const bytes = new ByteWriter()
  const schema = [{ name: 'root', num_children: columns.length }, ...columns.map(elementOf)]
  const writer = new ParquetWriter({ writer: bytes, schema, createdBy: 'tfjs-sweep' })
  let rows: Row[] = []

  function* write(): Generator<ExportPiece> {
    const columnData = columns.map((column, i) => ({
      name: column.name,
      data: rows.map((row) => storedValue(row[i], column.type)),
    }))
    // Bytes are kept in memory, so there is nothing to wait for.
    void writer.write({ columnData, rowGroupSize: groupRows })
    yield { file: `${name}.parquet`, part: taken(bytes), rows: rows.length }
    rows = []
  }

  return {
    *add(trial: ExportedTrial): Generator<ExportPiece> {
      for (const row of rowsOf(trial)) rows.push(row)
      if (rows.length >= groupRows) yield* write()
    },
    *finish(): Generator<ExportPiece> {
      if (rows.length > 0) yield* write()
      void writer.finish()
      yield { file: `${name}.parquet`, part: taken(bytes), rows: 0 }
    },
  }
}

/** What was written since the last time; the file's offsets go on. */
function taken(bytes: ByteWriter): Uint8Array {
  const part = bytes.getBytes().slice()
  bytes.index = 0
  return part
}

function elementOf({ name, type }: Column): SchemaElement {
  return { name, repetition_type: 'OPTIONAL', ...physicalType(type) }
}

function physicalType(type: ColumnType): Omit<SchemaElement, 'name'> {
  switch (type) {
    case 'integer':
      return { type: 'INT64' }
    case 'number':
      return { type: 'DOUBLE' }
    case 'boolean':
      return { type: 'BOOLEAN' }
    case 'time':
      return { type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' }
    case 'text':
    case 'mixed':
    case 'null':
      return { type: 'BYTE_ARRAY', converted_type: 'UTF8' }
    default:
      return type satisfies never
  }
}

function storedValue(cell: Json | undefined, type: ColumnType): unknown {
  if (cell === undefined) return null
  switch (type) {
    case 'integer':
      return cell === null ? null : BigInt(cell as number)
    case 'time':
      return new Date(cell as number)
    case 'mixed':
      return valueText(cell)
    case 'number':
    case 'boolean':
    case 'text':
    case 'null':
      return cell
    default:
      return type satisfies never
  }
}
