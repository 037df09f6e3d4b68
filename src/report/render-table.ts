import type { Report } from '../analyze/report.js'
import { drawView } from './draw-view.js'
import type { ReportOptions } from './report-options.js'
import { reportView } from './report-view.js'

/** The report for a terminal: what was run, what was fixed, what it comes to, and the points or trials, best first. */
export function renderTable(report: Report, options: ReportOptions = {}): string {
  return drawView(reportView(report, options), options)
}
