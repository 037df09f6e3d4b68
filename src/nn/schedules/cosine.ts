import type { Schedule, ScheduleOptions } from './schedule.js'

/**
 * Cosine annealing (Loshchilov and Hutter, "SGDR: stochastic gradient descent with warm restarts", ICLR 2017, equation
 * 5), as `torch.optim.lr_scheduler.CosineAnnealingLR`: from `lr` to `etaMin` in `tMax` epochs, then back up, without
 * an end.
 */
export function cosine({ lr, cosine: { tMax, etaMin } }: Pick<ScheduleOptions, 'lr' | 'cosine'>): Schedule {
  return ({ epoch }) => ({ lr: etaMin + ((lr - etaMin) * (1 + Math.cos((Math.PI * epoch) / tMax))) / 2 })
}

/**
 * Cosine annealing with warm restarts (Loshchilov and Hutter, "SGDR: stochastic gradient descent with warm restarts",
 * ICLR 2017, section 3), as `torch.optim.lr_scheduler.CosineAnnealingWarmRestarts`: from `lr` towards `etaMin` in `t0`
 * epochs, then from `lr` again, every period `tMult` times as long as the one before.
 */
export function cosineWarmRestarts({
  lr,
  restarts: { t0, tMult, etaMin },
}: Pick<ScheduleOptions, 'lr' | 'restarts'>): Schedule {
  return ({ epoch }) => {
    let start = 0
    let length = t0
    while (epoch - start >= length) {
      start += length
      length *= tMult
    }
    return { lr: etaMin + ((lr - etaMin) * (1 + Math.cos((Math.PI * (epoch - start)) / length))) / 2 }
  }
}
