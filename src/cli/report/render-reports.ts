import { renderCsv } from '../../report/render-csv.js'
import { renderMarkdown } from '../../report/render-markdown.js'
import { renderTable } from '../../report/render-table.js'
import type { ReportOptions } from '../../report/report-options.js'
import { reportRecord } from '../../report/report-record.js'
import type { MadeReport } from './make-report.js'
import type { reportFormats } from './report-formats.js'

/** Reports in one text: one after the other, but a list in JSON when there are several, and one table in CSV. */
export function renderReports(
  made: readonly MadeReport[],
  format: (typeof reportFormats)[number],
  terminal: Pick<ReportOptions, 'columns' | 'color'>,
): string {
  switch (format) {
    case 'table':
      return made.map(({ report, options }) => renderTable(report, { ...options, ...terminal })).join('\n\n\n')
    case 'markdown':
      return made.map(({ report, options }) => renderMarkdown(report, options)).join('\n\n')
    case 'csv':
      return renderCsv(
        made.map(({ report }) => report),
        { top: made[0]?.options.top },
      )
    case 'json': {
      const records = made.map(({ report, options }) => reportRecord(report, options))
      return JSON.stringify(records.length === 1 ? records[0] : records, null, 2)
    }
    default:
      return format satisfies never
  }
}
