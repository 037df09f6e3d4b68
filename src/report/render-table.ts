import type { Report } from '../analyze/report.js'
import { drawTable } from './draw-table.js'
import type { ReportOptions } from './report-options.js'
import { reportView } from './report-view.js'

/** The report for a terminal, without colours: what was run, what was fixed, and the trials, best first. */
export function renderTable(report: Report, { top, columns }: ReportOptions = {}): string {
  const view = reportView(report, top)
  return [
    view.title,
    view.counts,
    ...(view.fixed === '' ? [] : [`fixed: ${view.fixed}`]),
    '',
    drawTable(view.columns, view.rows, columns),
    ...(view.notes.length === 0 ? [] : ['', ...view.notes]),
  ].join('\n')
}
