import type { Json } from '../../../core/json.js'
import type { ExportedTrial } from '../exported-trial.js'
import type { ValueType } from '../run-shape.js'

/** A flat view of a run: a trial gives some of its rows. */
export interface Table {
  /** Name of its file, without an ending. */
  readonly name: string
  readonly columns: readonly Column[]
  rowsOf(trial: ExportedTrial): Iterable<Row>
}

export interface Column {
  readonly name: string
  readonly type: ColumnType
}

/** A `time` is in milliseconds since 1970. */
export type ColumnType = ValueType | 'time'

/** A cell for each column. Undefined is nothing; null is a value, which only parameters have. */
export type Row = readonly (Json | undefined)[]
