import type { Schedule } from './schedule.js'
import type { ScheduleOptions } from './schedule-options.js'

/** The rate times gamma after every `stepSize` epochs, as `torch.optim.lr_scheduler.StepLR`. */
export function step({ lr, stepSize, gamma }: Pick<ScheduleOptions, 'lr' | 'stepSize' | 'gamma'>): Schedule {
  return ({ epoch }) => ({ lr: lr * gamma ** Math.floor(epoch / stepSize) })
}
