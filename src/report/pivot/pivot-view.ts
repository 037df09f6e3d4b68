import type { Pivot } from '../../analyze/figures/pivot.js'
import type { Report } from '../../analyze/report.js'
import { failureLines } from '../failure-lines.js'
import { oneLine } from '../one-line.js'
import { levelText } from '../ranking/level-text.js'
import { reportHead } from '../report-head.js'
import type { ReportOptions } from '../report-options.js'
import type { ReportView } from '../report-view.js'
import { tableWidth } from '../table-width.js'
import { pivotGrid } from './pivot-grid.js'
import { pivotList } from './pivot-list.js'

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
