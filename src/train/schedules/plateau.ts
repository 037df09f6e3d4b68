import type { Schedule } from './schedule.js'

export interface PlateauOptions {
  readonly lr: number
  readonly goal: 'maximize' | 'minimize'
  readonly factor: number
  /** Epochs without a better metric that are put up with; the next one lowers the rate. */
  readonly patience: number
}

/** How much better, relative to the best, a metric must be to count as better. */
const threshold = 1e-4
/** A change of the rate that is not larger is not made. */
const smallestChange = 1e-8

/**
 * Lower the rate when the metric has stopped to get better, as `torch.optim.lr_scheduler.ReduceLROnPlateau` with its
 * default threshold (1e-4, relative).
 */
export function plateau({ lr, goal, factor, patience }: PlateauOptions): Schedule {
  const isBetter = (metric: number, best: number) =>
    goal === 'maximize' ? metric > best * (1 + threshold) : metric < best * (1 - threshold)

  return (epoch, past) => {
    let rate = lr
    let best = goal === 'maximize' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
    let bad = 0
    for (const metric of past.slice(0, epoch)) {
      if (isBetter(metric, best)) {
        best = metric
        bad = 0
      } else bad += 1
      if (bad > patience) {
        if (rate - rate * factor > smallestChange) rate *= factor
        bad = 0
      }
    }
    return rate
  }
}
