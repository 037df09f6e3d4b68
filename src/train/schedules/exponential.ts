import type { Schedule } from './schedule.js'
import type { ScheduleOptions } from './schedule-options.js'

/** The rate times gamma after every epoch, as `torch.optim.lr_scheduler.ExponentialLR`. */
export function exponential({ lr, gamma }: Pick<ScheduleOptions, 'lr' | 'gamma'>): Schedule {
  return ({ epoch }) => ({ lr: lr * gamma ** epoch })
}
