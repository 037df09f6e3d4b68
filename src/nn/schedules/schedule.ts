/** A learning-rate schedule: the rates of a training step as a pure function of when it is. */
export type Schedule = (moment: Moment) => Rates

interface Moment {
  /** Counted from 0. */
  readonly epoch: number
  /** Of the epoch, counted from 0. */
  readonly step: number
  /** The metric that is optimized at the end of every epoch before. */
  readonly past: readonly number[]
}

export interface Rates {
  readonly lr: number
  /** What the momentum of the step is set to, where the schedule cycles it; otherwise it stays as it is. */
  readonly momentum?: number
}

/** What the schedules can be told; each reads what it needs. */
export interface ScheduleOptions {
  /** The first rate; of one_cycle the highest. */
  readonly lr: number
  /** Which way the metric is better: for plateau. */
  readonly goal: 'maximize' | 'minimize'
  /** All epochs and the steps in each: for one_cycle. */
  readonly epochs: number
  readonly stepsPerEpoch: number
  /** step: epochs between two falls of the rate */
  readonly stepSize: number
  /** step, multi_step, exponential: what the rate is multiplied by */
  readonly gamma: number
  /** multi_step: the epochs, counted from 0, in which the rate falls; one that stands there twice counts twice */
  readonly milestones: readonly number[]
  readonly plateau: PlateauOptions
  readonly cosine: {
    /** Epochs from the first rate down to the lowest. */
    readonly tMax: number
    readonly etaMin: number
  }
  readonly restarts: {
    /** Epochs until the first restart, an integer. */
    readonly t0: number
    /** How many times as long every period is as the one before, an integer. */
    readonly tMult: number
    readonly etaMin: number
  }
  readonly oneCycle: OneCycleOptions
}

export interface PlateauOptions {
  readonly factor: number
  /** Epochs without a better metric that are put up with; the next one lowers the rate. */
  readonly patience: number
  /** How much better than the best a metric must be to count as better. */
  readonly threshold: number
  /** As a share of the best, or in the metric's own unit. */
  readonly thresholdMode: 'rel' | 'abs'
  /** Epochs after a fall of the rate in which nothing counts as bad. */
  readonly cooldown: number
  readonly minLr: number
}

export interface OneCycleOptions {
  /** Share of all steps in which the rate rises, 0..1. */
  readonly pctStart: number
  /** The first rate is the highest divided by it. */
  readonly divFactor: number
  /** The last rate is the first divided by it. */
  readonly finalDivFactor: number
  readonly annealing: 'cosine' | 'linear'
  /** Fall as long as the rate rose, back to the first one, and only then to the last; otherwise fall there at once. */
  readonly threePhase: boolean
  /** Let the momentum fall where the rate rises and rise where it falls. */
  readonly cycleMomentum: boolean
  readonly baseMomentum: number
  readonly maxMomentum: number
}

/**
 * A linear warm-up before a schedule, as `torch.optim.lr_scheduler.LinearLR` before it in a `SequentialLR`: in `epochs`
 * epochs the rate rises from `startFactor` times the schedule's first rate towards that rate. Then the schedule starts,
 * its epochs counted from there; it sees no metric of an epoch of the warm-up.
 */
export function warmUp(
  { epochs, startFactor }: { readonly epochs: number; readonly startFactor: number },
  schedule: Schedule,
): Schedule {
  if (epochs === 0) return schedule
  return ({ epoch, step, past }) => {
    if (epoch >= epochs) return schedule({ epoch: epoch - epochs, step, past: past.slice(epochs) })
    const first = schedule({ epoch: 0, step: 0, past: [] })
    return { ...first, lr: first.lr * (startFactor + (1 - startFactor) * (epoch / epochs)) }
  }
}

/** The rate at the start of every epoch, where the metric never gets better. */
export function ratesByEpoch(schedule: Schedule, epochs: number): readonly number[] {
  const past = new Array<number>(epochs).fill(0)
  return past.map((_, epoch) => schedule({ epoch, step: 0, past: past.slice(0, epoch) }).lr)
}
