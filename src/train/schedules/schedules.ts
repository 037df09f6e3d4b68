import { constant } from './constant.js'
import { cosine } from './cosine.js'
import { type PlateauOptions, plateau } from './plateau.js'
import type { Schedule } from './schedule.js'

/** Every schedule by the name that a sweep file gives it; each reads what it needs. */
export const schedules = { constant, plateau, cosine } as const satisfies Record<
  string,
  (options: PlateauOptions & { tMax: number; etaMin: number }) => Schedule
>
