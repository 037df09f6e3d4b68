import type { Schedule } from './schedule.js'
import type { ScheduleOptions } from './schedule-options.js'

/** The rate times gamma in every epoch that is a milestone, as `torch.optim.lr_scheduler.MultiStepLR`. */
export function multiStep({ lr, milestones, gamma }: Pick<ScheduleOptions, 'lr' | 'milestones' | 'gamma'>): Schedule {
  return ({ epoch }) => ({ lr: lr * gamma ** milestones.filter((milestone) => milestone <= epoch).length })
}
