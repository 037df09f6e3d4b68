import type { Metric } from '../../core/sweep.js'
import type { ScheduleKind } from './schedule.js'

/** A change of the rate that is not larger is not made. */
const smallestChange = 1e-8

/** Lower the rate when the metric has stopped to get better, as `torch.optim.lr_scheduler.ReduceLROnPlateau`. */
export const plateau: ScheduleKind = {
  parameters: {
    plateau_factor: {
      type: 'number',
      default: 0.75,
      min: 0,
      max: 1,
      description: 'schedule plateau: multiplies the rate when the metric of the sweep stops to get better',
    },
    plateau_patience: {
      type: 'integer',
      default: 5,
      min: 0,
      description: 'schedule plateau: epochs without a better metric that are put up with',
    },
    plateau_threshold: {
      type: 'number',
      default: 1e-4,
      min: 0,
      description: 'schedule plateau: how much better is better',
    },
    plateau_threshold_mode: {
      type: 'string',
      values: ['rel', 'abs'],
      default: 'rel',
      description: 'schedule plateau: the threshold is a part of the best metric, or a number',
    },
    plateau_cooldown: {
      type: 'integer',
      default: 0,
      min: 0,
      description: 'schedule plateau: epochs to wait after a change',
    },
    plateau_min_lr: { type: 'number', default: 0, min: 0, description: 'schedule plateau: lowest rate' },
  },
  make(read, { goal }) {
    const [lr, factor, patience] = [read.number('lr'), read.number('plateau_factor'), read.number('plateau_patience')]
    const [cooldown, minLr] = [read.number('plateau_cooldown'), read.number('plateau_min_lr')]
    const threshold = {
      threshold: read.number('plateau_threshold'),
      thresholdMode: read.oneOf('plateau_threshold_mode', ['rel', 'abs']),
    }
    return ({ epoch, past }) => {
      let rate = lr
      let best = goal === 'maximize' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
      let bad = 0
      let cooling = 0
      for (const metric of past.slice(0, epoch)) {
        if (isBetter(metric, best, goal, threshold)) {
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
  },
}

interface Threshold {
  /** How much better than the best a metric must be to count as better. */
  readonly threshold: number
  /** As a share of the best, or in the metric's own unit. */
  readonly thresholdMode: 'rel' | 'abs'
}

/** The first metric is compared with an infinite best, of which a share is infinite as well. */
function isBetter(
  metric: number,
  best: number,
  goal: Metric['goal'],
  { threshold, thresholdMode }: Threshold,
): boolean {
  const sign = goal === 'maximize' ? 1 : -1
  const bar = thresholdMode === 'rel' ? best * (1 + sign * threshold) : best + sign * threshold
  return goal === 'maximize' ? metric > bar : metric < bar
}
