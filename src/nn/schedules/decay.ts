import type { Schedule, ScheduleOptions } from './schedule.js'

/** The rate times gamma after every `stepSize` epochs, as `torch.optim.lr_scheduler.StepLR`. */
export function step({ lr, stepSize, gamma }: Pick<ScheduleOptions, 'lr' | 'stepSize' | 'gamma'>): Schedule {
  return ({ epoch }) => ({ lr: lr * gamma ** Math.floor(epoch / stepSize) })
}

/** The rate times gamma in every epoch that is a milestone, as `torch.optim.lr_scheduler.MultiStepLR`. */
export function multiStep({ lr, milestones, gamma }: Pick<ScheduleOptions, 'lr' | 'milestones' | 'gamma'>): Schedule {
  return ({ epoch }) => ({ lr: lr * gamma ** milestones.filter((milestone) => milestone <= epoch).length })
}

/** The rate times gamma after every epoch, as `torch.optim.lr_scheduler.ExponentialLR`. */
export function exponential({ lr, gamma }: Pick<ScheduleOptions, 'lr' | 'gamma'>): Schedule {
  return ({ epoch }) => ({ lr: lr * gamma ** epoch })
}

/** The same rate in every epoch. */
export function constant({ lr }: { readonly lr: number }): Schedule {
  return () => ({ lr })
}
