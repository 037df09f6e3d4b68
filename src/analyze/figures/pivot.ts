import type { Json } from '../../core/json.js'
import { canonicalJson } from '../../core/json.js'
import { outerValues, type Parameter } from '../../core/parameter.js'
import type { TrialRow } from '../../core/run-data.js'
import type { Report } from '../report.js'
import { type Interval, metricInterval } from '../statistics/intervals.js'
import { mean } from '../statistics/variance.js'

/**
 * The pivot of the complete trials. The interval of a cell is Student's t over its trials, whatever else they differ in, and
 * for a single trial what `single` tells of it by its number.
 */
export function pivotOf(
  { trials, parameters, metric }: Pick<Report, 'parameters' | 'metric'> & { readonly trials: readonly TrialRow[] },
  by: Pivot['by'],
  single: ReadonlyMap<number, Interval | null> = new Map(),
): Pivot {
  const [first, second] = by
  const complete = trials
    .filter((trial): trial is Valued => trial.status === 'complete' && trial.value !== null)
    .sort((a, b) => a.number - b.number)
  const rows = valuesOf(complete, first, parameters)
  const columns = second === undefined ? [undefined] : valuesOf(complete, second, parameters)
  const groups = new Map<string, Valued[]>()
  for (const trial of complete) {
    const key = cellKey(valueAt(trial, first), second === undefined ? undefined : valueAt(trial, second))
    const group = groups.get(key)
    if (group) group.push(trial)
    else groups.set(key, [trial])
  }
  const cellAt = (row: Json | undefined, column: Json | undefined) => {
    const group = groups.get(cellKey(row, column))
    return group === undefined ? null : cellOf(group, metric.name, single)
  }
  return { by, rows, columns, cells: rows.map((row) => columns.map((column) => cellAt(row, column))) }
}

type Valued = TrialRow & { readonly value: number }

function cellOf(trials: readonly Valued[], metric: string, single: ReadonlyMap<number, Interval | null>): PivotCell {
  const values = trials.map(({ value }) => value)
  const interval = trials.length === 1 ? (single.get(trials[0]!.number) ?? null) : metricInterval(metric, values)
  return { trials: trials.length, mean: mean(values), interval }
}

/** A parameter that a trial does not have is undefined. */
function valueAt({ params, seed }: TrialRow, name: string): Json | undefined {
  return Object.hasOwn(params, name) ? params[name] : name === 'seed' ? seed : undefined
}

function valuesOf(trials: readonly TrialRow[], name: string, parameters: readonly Parameter[]) {
  const values = trials.map((trial) => valueAt(trial, name))
  const different = [...new Map(values.map((value) => [textOf(value), value])).values()]
  const present = different.filter((value) => value !== undefined)
  if (present.every((value) => typeof value === 'number')) present.sort((a, b) => a - b)
  else {
    const parameter = parameters.find((each) => each.name === name)
    const listed = (parameter ? outerValues(parameter) : []).map((value) => textOf(value))
    present.sort((a, b) => listed.indexOf(textOf(a)) - listed.indexOf(textOf(b)))
  }
  return present.length === different.length ? present : [...present, undefined]
}

function cellKey(row: Json | undefined, column: Json | undefined): string {
  return JSON.stringify([textOf(row), textOf(column)])
}

function textOf(value: Json | undefined): string {
  return value === undefined ? '' : canonicalJson(value)
}

/** Means of the metric by the values of one parameter, the rows, or of two. */
export interface Pivot {
  readonly by: readonly [string] | readonly [string, string]
  /** Numbers from small to large, other values in the order of the sweep; null is a value, undefined says absent. */
  readonly rows: readonly (Json | undefined)[]
  /** Of the second parameter; exactly one, undefined, when there is none. */
  readonly columns: readonly (Json | undefined)[]
  /** [rows, columns]; null where no complete trial is. */
  readonly cells: readonly (readonly (PivotCell | null)[])[]
}

interface PivotCell {
  /** Complete trials, over which the mean goes. */
  readonly trials: number
  readonly mean: number
  readonly interval: Interval | null
}
