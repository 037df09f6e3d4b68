import type { Schedule } from './schedule.js'

/** The same rate in every epoch. */
export function constant({ lr }: { readonly lr: number }): Schedule {
  return () => ({ lr })
}
