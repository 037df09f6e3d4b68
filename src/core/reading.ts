/** Named numbers, all finite. */
export type Metrics = Readonly<Record<string, number>>

/** The metrics of one attempt at one step (an epoch, usually). */
export interface Reading {
  readonly step: number
  readonly metrics: Metrics
  /** Wall-clock seconds since the reading before, or since the attempt started. Measured, so never the same twice. */
  readonly seconds: number
}
