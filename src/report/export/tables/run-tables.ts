import type { RunShape } from '../run-shape.js'
import { attemptsTable } from './attempts-table.js'
import { readingsTable } from './readings-table.js'
import type { Table } from './table.js'
import { trialsTable } from './trials-table.js'

/** The tables of a run. */
export function runTables(shape: RunShape): readonly Table[] {
  return [trialsTable(shape), readingsTable(shape), attemptsTable()]
}
