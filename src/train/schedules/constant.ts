import type { Schedule } from './schedule.js'

/** The same rate in every epoch. */
export function constant({ lr }: { lr: number }): Schedule {
  return () => lr
}
