import type { ParameterSpecs } from '../../core/parameter.js'
import type { Metric } from '../../core/sweep.js'
import type { ParamReader } from '../parameters.js'

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

/** What a schedule is for. */
export interface Training {
  /** Which way the metric is better. */
  readonly goal: Metric['goal']
  /** Epochs that are left to the schedule, and the steps in each. */
  readonly epochs: number
  readonly stepsPerEpoch: number
}

/** A schedule that a sweep file can name. */
export interface ScheduleKind {
  /**
   * The parameters that it reads beside `lr`, its first rate, by the names that a sweep file gives them. One that several
   * kinds read is one spec; which kinds read it (`readWhen`) is added.
   */
  readonly parameters: ParameterSpecs
  /** Throws UsageError for values of its own parameters that mean nothing, whether it is chosen or not. */
  check?(read: ParamReader): void
  /** Makes it from the values of its parameters. Throws UsageError for what it cannot work with. */
  make(read: ParamReader, training: Training): Schedule
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
