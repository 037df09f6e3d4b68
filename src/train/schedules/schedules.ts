import { constant } from './constant.js'
import { cosine } from './cosine.js'
import { cosineWarmRestarts } from './cosine-warm-restarts.js'
import { exponential } from './exponential.js'
import { multiStep } from './multi-step.js'
import { oneCycle } from './one-cycle.js'
import { plateau } from './plateau.js'
import type { Schedule } from './schedule.js'
import type { ScheduleOptions } from './schedule-options.js'
import { step } from './step.js'

/** Every schedule by the name that a sweep file gives it. */
export const schedules = {
  constant,
  step,
  multi_step: multiStep,
  exponential,
  plateau,
  cosine,
  cosine_warm_restarts: cosineWarmRestarts,
  one_cycle: oneCycle,
} as const satisfies Record<string, (options: ScheduleOptions) => Schedule>

export type ScheduleName = keyof typeof schedules
