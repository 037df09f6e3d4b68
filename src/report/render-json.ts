import type { Report } from '../analyze/report.js'
import type { ReportOptions } from './report-options.js'
import { reportRecord } from './report-record.js'

/** The report as one JSON object: `reportRecord` says which. */
export function renderJson(report: Report, options: ReportOptions = {}): string {
  return JSON.stringify(reportRecord(report, options), null, 2)
}
