import type { Report } from '#sweep/analyze/report.js'
import type { ReportOptions } from '#sweep/report/options.js'
import { reportRecord } from '#sweep/report/report.js'

/** A report as the command line prints it in JSON. */
export function jsonText(report: Report, options: ReportOptions = {}): string {
  return JSON.stringify(reportRecord(report, options), null, 2)
}
