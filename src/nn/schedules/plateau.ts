import type { PlateauOptions, Schedule, ScheduleOptions } from './schedule.js'

/** A change of the rate that is not larger is not made. */
const smallestChange = 1e-8

/** Lower the rate when the metric has stopped to get better, as `torch.optim.lr_scheduler.ReduceLROnPlateau`. */
export function plateau({ lr, goal, plateau }: Pick<ScheduleOptions, 'lr' | 'goal' | 'plateau'>): Schedule {
  const { factor, patience, cooldown, minLr } = plateau
  return ({ epoch, past }) => {
    let rate = lr
    let best = goal === 'maximize' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
    let bad = 0
    let cooling = 0
    for (const metric of past.slice(0, epoch)) {
      if (isBetter(metric, best, goal, plateau)) {
        best = metric
        bad = 0
      } else bad += 1
      if (cooling > 0) {
        cooling -= 1
        bad = 0
      }
      if (bad > patience) {
        const lower = Math.max(rate * factor, minLr)
        if (rate - lower > smallestChange) rate = lower
        cooling = cooldown
        bad = 0
      }
    }
    return { lr: rate }
  }
}

/** The first metric is compared with an infinite best, of which a share is infinite as well. */
function isBetter(
  metric: number,
  best: number,
  goal: ScheduleOptions['goal'],
  { threshold, thresholdMode }: PlateauOptions,
): boolean {
  const sign = goal === 'maximize' ? 1 : -1
  const bar = thresholdMode === 'rel' ? best * (1 + sign * threshold) : best + sign * threshold
  return goal === 'maximize' ? metric > bar : metric < bar
}
