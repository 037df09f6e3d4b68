/** A learning-rate schedule: the rates of a training step as a pure function of when it is. */
export type Schedule = (moment: Moment) => Rates

export interface Moment {
  /** Counted from 0. */
  readonly epoch: number
  /** Of the epoch, counted from 0. */
  readonly step: number
  /** The metric that is optimized at the end of every epoch before. */
  readonly past: readonly number[]
}

export interface Rates {
  readonly lr: number
  /** What the momentum of the step is set to, where the schedule cycles it; otherwise it stays as it is. */
  readonly momentum?: number
}
