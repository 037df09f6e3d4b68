import type { Analysis } from '../analyze/analysis.js'

/** How much of a report is shown, and where. */
export interface ReportOptions {
  /** How many points or trials, the best ones; left out, all. */
  readonly top?: number | undefined
  /** Width of the terminal in characters; left out, as wide as it needs. */
  readonly columns?: number | undefined
  /** Whether the terminal shows colours; left out, it does not. */
  readonly color?: boolean | undefined
  /** What is known beyond the ranking of the trials; left out, there are no intervals and no ties. */
  readonly analysis?: Analysis | undefined
  /** A row per trial, as it was measured, also where points have several seeds. */
  readonly byTrial?: boolean | undefined
  /** Further metrics of the trials' results, each a column. */
  readonly metrics?: readonly string[] | undefined
  /** What was selected, as `lr < 0.1`, and of how many trials; left out, all. */
  readonly where?: { readonly text: string; readonly of: number } | undefined
  /** Said below the ranking. */
  readonly note?: string | undefined
}
