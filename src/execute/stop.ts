/** The wish that an attempt end, as it arrives inside the attempt. */
export interface Stop {
  readonly signal: AbortSignal
  /** Looks for the wish without waiting, since training may block its thread; the signal has aborted when it is there. */
  asked(): boolean
}
