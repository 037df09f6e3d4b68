import { UsageError } from '../../core/usage-error.js'
import { checkOutput } from './check-output.js'
import type { ReportRequest } from './report-request.js'

/** Throws UsageError for what cannot be done, before any work is done for it. */
export function checkRequest(request: ReportRequest, runs: number): void {
  const { format, output, by, saliency } = request
  if (format === 'html') {
    const own = (['top', 'by', 'metrics', 'trials'] as const).find((name) => request[name] !== undefined)
    if (own) throw new UsageError(`--${own} has no meaning for a page of HTML, which shows everything. Leave it out`)
    if (runs > 1) throw new UsageError(`a page of HTML shows one run, not ${runs}. Make one page for each`)
  }
  if (saliency !== undefined && format !== 'html') {
    throw new UsageError('--saliency is for a page of HTML. Add --format html')
  }
  const idle = (['top', 'metrics', 'trials'] as const).find((name) => request[name] !== undefined)
  if (by && idle) throw new UsageError(`--${idle} is about trials, but --by shows means in their place. Leave one out`)
  checkOutput(output)
}
