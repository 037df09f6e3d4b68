import type { Pivot } from '../analyze/figures/pivot.js'
import type { Report } from '../analyze/report.js'
import type { Json } from '../core/json.js'
import { csvText } from './csv.js'
import { failureLines } from './failures.js'
import type { ReportOptions } from './options.js'
import { levelText } from './ranking.js'
import { type ReportView, reportHead } from './report.js'
import { type Column, tableWidth } from './table.js'
import { estimateTexts, oneLine, paramText, valueText } from './values.js'

/** A pivot as a person reads it: rows by columns where these have room, otherwise a row for every cell. */
export function pivotView(report: Report, pivot: Pivot, options: ReportOptions): ReportView {
  const { columns = Number.POSITIVE_INFINITY, where } = options
  const head = reportHead(report, where)
  const metric = oneLine(report.metric.name)
  const grid = pivot.by.length === 2 ? pivotGrid(pivot) : undefined
  const fits = grid !== undefined && tableWidth(grid.columns, grid.rows) <= columns
  return {
    ...head,
    title: `${head.title}; means by ${pivot.by.map(oneLine).join(' and ')}`,
    ...(fits ? grid : pivotList(pivot, metric)),
    winners: 0,
    hidden: null,
    verdict: [],
    legend: [
      ...(fits ? [`mean ${metric}, with the number of complete trials in brackets`] : []),
      ...intervalLines(pivot),
    ],
    warnings: [],
    notes: failureLines(report.failures),
  }
}

function intervalLines({ cells }: Pivot): readonly string[] {
  const found = cells.flat().flatMap((cell) => (cell?.interval ? [{ ...cell.interval, trials: cell.trials }] : []))
  const several = found.find(({ trials }) => trials > 1)
  const single = found.find(({ trials }) => trials === 1)
  return [
    ...(several
      ? [
          `± ${levelText(several.level)} interval of the mean over a cell's trials (Student's t), whatever else they differ in`,
        ]
      : []),
    ...(single
      ? [`± of one trial: ${levelText(single.level)} interval of its accuracy over the samples (binomial)`]
      : []),
  ]
}

/** The rows of a pivot by its columns. */
function pivotGrid({ by, rows, columns, cells }: Pivot) {
  // A column at a time, so that its numbers stand below each other.
  const texts = columns.map((_, c) => {
    const column = cells.map((row) => row[c]!)
    const estimates = estimateTexts(
      column.map((cell) => ({ value: cell?.mean ?? null, interval: cell?.interval ?? null })),
    )
    return column.map((cell, r) => (cell === null ? estimates[r]! : `${estimates[r]} (${cell.trials})`))
  })
  const heads = columns.map((value, c): Column => {
    return { header: `${c === 0 ? `${oneLine(by[1]!)} ` : ''}${pivotValue(value)}`, align: 'left', shrinks: false }
  })
  return {
    columns: [{ header: oneLine(by[0]), align: 'left', shrinks: true } as const, ...heads],
    rows: rows.map((value, r) => [pivotValue(value), ...texts.map((column) => column[r]!)]),
  }
}

/** A row for every cell of a pivot that has a trial. */
function pivotList({ by, rows, columns, cells }: Pivot, metric: string) {
  const found = rows.flatMap((row, r) =>
    columns.flatMap((column, c) => {
      const cell = cells[r]![c]!
      return cell === null ? [] : [{ values: by.length === 1 ? [row] : [row, column], cell }]
    }),
  )
  const means = estimateTexts(found.map(({ cell: { mean, interval } }) => ({ value: mean, interval })))
  return {
    columns: [
      ...by.map((name) => ({ header: oneLine(name), align: 'left', shrinks: true }) as const),
      { header: 'trials', align: 'right', shrinks: false } as const,
      { header: metric, align: 'right', shrinks: false } as const,
    ],
    rows: found.map(({ values, cell }, i) => [...values.map(pivotValue), String(cell.trials), means[i]!]),
  }
}

/** A value by which trials are grouped; a dash where they do not have the parameter. */
function pivotValue(value: Json | undefined): string {
  return paramText(value === undefined ? {} : { value }, 'value')
}

/**
 * A pivot as data for JSON: `{by: [names], cells: [{values, trials, mean, interval: {low, high, level, kind}}]}`, without the
 * cells that no complete trial is in. A value that trials do not have is left out of `values`, a map by name.
 */
export function pivotRecord({ by, rows, columns, cells }: Pivot) {
  const found = rows.flatMap((row, r) =>
    columns.flatMap((column, c) => {
      const cell = cells[r]![c]!
      const [first, second] = by
      const values = { [first]: row, ...(second !== undefined && { [second]: column }) }
      return cell === null ? [] : [{ values, ...cell }]
    }),
  )
  return { by, cells: found }
}

/** Pivots by the same names as CSV (RFC 4180), in full precision: a line per cell; of several the first column names the run. */
export function pivotCsv(pivots: readonly { readonly report: Report; readonly pivot: Pivot }[]): string {
  const several = pivots.length > 1
  const by = pivots[0]?.pivot.by ?? []
  const header = [
    ...(several ? ['run'] : []),
    ...by.map((name) => (name === 'seed' ? name : `params.${name}`)),
    'trials',
    'mean',
    'low',
    'high',
  ]
  const lines = pivots.flatMap(({ report: { run }, pivot: { rows, columns, cells } }) =>
    rows.flatMap((row, r) =>
      columns.flatMap((column, c) => {
        const cell = cells[r]![c]!
        if (cell === null) return []
        const values = [row, ...(by.length === 2 ? [column] : [])].map(fieldOf)
        const { trials, mean, interval } = cell
        return [[...(several ? [run] : []), ...values, trials, mean, interval?.low ?? null, interval?.high ?? null]]
      }),
    ),
  )
  return csvText([header, ...lines])
}

function fieldOf(value: Json | undefined): string | null {
  return value === undefined ? null : valueText(value)
}
