import type { ParameterSpec } from '../../core/parameter.js'
import type { ScheduleKind } from './schedule.js'

const lowest = {
  type: 'number',
  default: 0,
  min: 0,
  description: 'schedules cosine and cosine_warm_restarts: lowest rate',
} as const satisfies ParameterSpec

/**
 * Cosine annealing (Loshchilov and Hutter, "SGDR: stochastic gradient descent with warm restarts", ICLR 2017, equation
 * 5), as `torch.optim.lr_scheduler.CosineAnnealingLR`: from `lr` to the lowest rate in `cosine_t_max` epochs, then back
 * up, without an end.
 */
export const cosine: ScheduleKind = {
  parameters: {
    cosine_t_max: {
      type: 'integer',
      default: 0,
      min: 0,
      description: 'schedule cosine: epochs from the first rate down to the lowest; 0 stands for all epochs',
    },
    cosine_eta_min: lowest,
  },
  make(read, { epochs }) {
    const [lr, etaMin, tMax] = [read.number('lr'), read.number('cosine_eta_min'), read.number('cosine_t_max') || epochs]
    return ({ epoch }) => ({ lr: etaMin + ((lr - etaMin) * (1 + Math.cos((Math.PI * epoch) / tMax))) / 2 })
  },
}

/**
 * Cosine annealing with warm restarts (Loshchilov and Hutter, "SGDR: stochastic gradient descent with warm restarts",
 * ICLR 2017, section 3), as `torch.optim.lr_scheduler.CosineAnnealingWarmRestarts`: from `lr` towards the lowest rate in
 * `restart_t_0` epochs, then from `lr` again, every period `restart_t_mult` times as long as the one before.
 */
export const cosineWarmRestarts: ScheduleKind = {
  parameters: {
    restart_t_0: {
      type: 'integer',
      default: 10,
      min: 1,
      description: 'schedule cosine_warm_restarts: epochs to the first restart',
    },
    restart_t_mult: {
      type: 'integer',
      default: 1,
      min: 1,
      description: 'schedule cosine_warm_restarts: how much longer each period is than the one before',
    },
    cosine_eta_min: lowest,
  },
  make(read) {
    const [lr, etaMin] = [read.number('lr'), read.number('cosine_eta_min')]
    const [t0, tMult] = [read.number('restart_t_0'), read.number('restart_t_mult')]
    return ({ epoch }) => {
      let start = 0
      let length = t0
      while (epoch - start >= length) {
        start += length
        length *= tMult
      }
      return { lr: etaMin + ((lr - etaMin) * (1 + Math.cos((Math.PI * (epoch - start)) / length))) / 2 }
    }
  },
}
