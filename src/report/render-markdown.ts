import type { Report } from '../analyze/report.js'
import { markdownOf } from './markdown-of.js'
import type { ReportOptions } from './report-options.js'
import { reportView } from './report-view.js'

/** The report as GitHub-flavoured Markdown: the words and numbers of the terminal's. */
export function renderMarkdown(report: Report, options: ReportOptions = {}): string {
  return markdownOf(reportView(report, options))
}
