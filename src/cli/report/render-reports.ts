import { drawView } from '../../report/draw-view.js'
import type { GalleryImage } from '../../report/html/html-input.js'
import { markdownOf } from '../../report/markdown-of.js'
import { pivotCsv } from '../../report/pivot/pivot-csv.js'
import { pivotRecord } from '../../report/pivot/pivot-record.js'
import { pivotView } from '../../report/pivot/pivot-view.js'
import { renderCsv } from '../../report/render-csv.js'
import type { ReportOptions } from '../../report/report-options.js'
import { reportRecord } from '../../report/report-record.js'
import { reportView } from '../../report/report-view.js'
import type { MadeReport } from './make-report.js'
import type { ReportRequest } from './report-request.js'
import { reproduceOf } from './reproduce-of.js'

interface RenderOptions extends Pick<ReportRequest, 'format' | 'runsDir'> {
  /** What a model looks at, for a page of HTML. */
  readonly gallery?: readonly GalleryImage[]
}

/** Reports in one text: one after the other, but a list in JSON when there are several, and one table in CSV. */
export async function renderReports(
  made: readonly MadeReport[],
  { format, runsDir, gallery = [] }: RenderOptions,
  terminal: Pick<ReportOptions, 'columns' | 'color'>,
): Promise<string> {
  switch (format) {
    case 'table':
      return made.map((each) => drawView(viewOf(each, terminal.columns), terminal)).join('\n\n\n')
    case 'markdown':
      return made.map((each) => markdownOf(viewOf(each))).join('\n\n')
    case 'csv': {
      const pivots = made.flatMap(({ report, pivot }) => (pivot ? [{ report, pivot }] : []))
      if (pivots.length > 0) return pivotCsv(pivots)
      const reports = made.map(({ report }) => report)
      return renderCsv(reports, { top: made[0]?.options.top })
    }
    case 'json': {
      const records = made.map(recordOf)
      return JSON.stringify(records.length === 1 ? records[0] : records, null, 2)
    }
    case 'html':
      return (await Promise.all(made.map((each) => pageOf(each, runsDir, gallery)))).join('\n')
    default:
      return format satisfies never
  }
}

/** Its modules are many: they load only for a page. */
async function pageOf(
  { data, options: { analysis } }: MadeReport,
  runsDir: string,
  gallery: readonly GalleryImage[],
): Promise<string> {
  if (!data || !analysis) throw new TypeError('a page of HTML needs an analysis')
  const { renderHtml } = await import('../../report/html/render-html.js')
  return renderHtml({ data, analysis, reproduce: reproduceOf(data.run, analysis, runsDir), gallery })
}

function viewOf({ report, options, pivot }: MadeReport, columns?: number) {
  return pivot ? pivotView(report, pivot, { ...options, columns }) : reportView(report, options)
}

/** A pivot stands in the place of the trials and what was made of them. */
function recordOf({ report, options, pivot }: MadeReport) {
  const { trials, ...head } = reportRecord(report, pivot ? { where: options.where } : options)
  return pivot ? { ...head, ...pivotRecord(pivot) } : { ...head, trials }
}
