/** How much of a report is shown, and where. */
export interface ReportOptions {
  /** How many trials, the best ones; left out, all. */
  readonly top?: number | undefined
  /** Width of the terminal in characters; left out, as wide as it needs. */
  readonly columns?: number | undefined
}
