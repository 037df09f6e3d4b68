import type { Schedule } from './schedule.js'

/** The rate at the start of every epoch, where the metric never gets better. */
export function ratesByEpoch(schedule: Schedule, epochs: number): readonly number[] {
  const past = new Array<number>(epochs).fill(0)
  return past.map((_, epoch) => schedule({ epoch, step: 0, past: past.slice(0, epoch) }).lr)
}
