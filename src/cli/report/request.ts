import { existsSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { UsageError } from '../../core/errors.js'

/** What the command line asks of a report. */
export interface ReportRequest {
  readonly top?: number
  readonly by?: readonly string[]
  readonly where?: string
  readonly metrics?: readonly string[]
  /** A row per trial, as it was measured. */
  readonly trials?: true
  readonly format: (typeof reportFormats)[number]
  readonly output?: string
  /** A folder into which `sweep explain` has drawn, for a page of HTML. */
  readonly saliency?: string
  readonly runsDir: string
}

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

/** Throws UsageError for a file that cannot be written there, before any work is done for it. */
export function checkOutput(output: string | undefined): void {
  if (output === undefined || output === '-') return
  if (!existsSync(dirname(resolve(output)))) {
    throw new UsageError(
      `--output ${output}: there is no folder ${dirname(output)}. Make it first, or name another file`,
    )
  }
  if (statSync(output, { throwIfNoEntry: false })?.isDirectory()) {
    throw new UsageError(`--output ${output}: it is a folder. Name a file in it`)
  }
}

/** How a report can be printed. */
export const reportFormats = ['table', 'json', 'csv', 'markdown', 'html'] as const
