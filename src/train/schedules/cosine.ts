import type { Schedule } from './schedule.js'
import type { ScheduleOptions } from './schedule-options.js'

/**
 * Cosine annealing (Loshchilov and Hutter, "SGDR: stochastic gradient descent with warm restarts", ICLR 2017, equation
 * 5), as `torch.optim.lr_scheduler.CosineAnnealingLR`: from `lr` to `etaMin` in `tMax` epochs, then back up, without
 * an end.
 */
export function cosine({ lr, cosine: { tMax, etaMin } }: Pick<ScheduleOptions, 'lr' | 'cosine'>): Schedule {
  return ({ epoch }) => ({ lr: etaMin + ((lr - etaMin) * (1 + Math.cos((Math.PI * epoch) / tMax))) / 2 })
}
