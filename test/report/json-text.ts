import type { Report } from '../../dist/analyze/report.js'
import type { ReportOptions } from '../../dist/report/report-options.js'
import { reportRecord } from '../../dist/report/report-record.js'

/** A report as the command line prints it in JSON. */
export function jsonText(report: Report, options: ReportOptions = {}): string {
  return JSON.stringify(reportRecord(report, options), null, 2)
}
