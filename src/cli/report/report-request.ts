import type { reportFormats } from './report-formats.js'

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
