import type { Report } from '../../dist/analyze/report.js'
import { drawView } from '../../dist/report/draw-view.js'
import type { ReportOptions } from '../../dist/report/report-options.js'
import { reportView } from '../../dist/report/report-view.js'

/** A report as the command line prints it. */
export function tableText(report: Report, options: ReportOptions = {}): string {
  return drawView(reportView(report, options), options)
}
