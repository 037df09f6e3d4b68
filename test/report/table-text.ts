import type { Report } from '#sweep/analyze/report.js'
import type { ReportOptions } from '#sweep/report/options.js'
import { reportView } from '#sweep/report/report.js'
import { drawView } from '#sweep/report/view.js'

/** A report as the command line prints it. */
export function tableText(report: Report, options: ReportOptions = {}): string {
  return drawView(reportView(report, options), options)
}
