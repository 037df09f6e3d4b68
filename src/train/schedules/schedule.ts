/**
 * A learning-rate schedule: the rate of an epoch, counted from 0, as a pure function of that count and of the metric
 * that is optimized at the end of every epoch before it.
 */
export type Schedule = (epoch: number, past: readonly number[]) => number
