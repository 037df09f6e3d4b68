import type { OneCycleOptions, Rates, Schedule, ScheduleOptions } from './schedule.js'

/**
 * One cycle, step by step (Smith and Topin, "Super-convergence: very fast training of neural networks using large
 * learning rates", 2017), as `torch.optim.lr_scheduler.OneCycleLR`: from lr / divFactor up to `lr`, then down to
 * lr / divFactor / finalDivFactor in the last step. Past that it stays there.
 */
export function oneCycle({
  lr,
  epochs,
  stepsPerEpoch,
  oneCycle: options,
}: Pick<ScheduleOptions, 'lr' | 'epochs' | 'stepsPerEpoch' | 'oneCycle'>): Schedule {
  const last = epochs * stepsPerEpoch - 1
  const phases = phasesOf(lr, last, options)
  return ({ epoch, step }) => {
    const now = Math.min(epoch * stepsPerEpoch + step, last)
    const at = phases.findIndex(({ end }) => now <= end)
    const phase = phases[at]!
    const start = phases[at - 1]?.end ?? 0
    // A phase of no length, as of a training of one step, is over where it begins.
    const share = phase.end === start ? 1 : (now - start) / (phase.end - start)
    return ratesAt(phase, share, options)
  }
}

interface Phase {
  /** Its last step; a fraction where the share of the steps is one. */
  readonly end: number
  readonly lr: readonly [from: number, to: number]
  readonly momentum: readonly [from: number, to: number]
}

function phasesOf(lr: number, last: number, options: OneCycleOptions): readonly Phase[] {
  const { pctStart, divFactor, finalDivFactor, threePhase, baseMomentum, maxMomentum } = options
  const first = lr / divFactor
  const lowest = first / finalDivFactor
  const rise = pctStart * (last + 1)
  const up: Phase = { end: rise - 1, lr: [first, lr], momentum: [maxMomentum, baseMomentum] }
  if (!threePhase) return [up, { end: last, lr: [lr, lowest], momentum: [baseMomentum, maxMomentum] }]
  return [
    up,
    { end: 2 * rise - 2, lr: [lr, first], momentum: [baseMomentum, maxMomentum] },
    { end: last, lr: [first, lowest], momentum: [maxMomentum, maxMomentum] },
  ]
}

function ratesAt({ lr, momentum }: Phase, share: number, { annealing, cycleMomentum }: OneCycleOptions): Rates {
  const between = ([from, to]: readonly [number, number]) => {
    switch (annealing) {
      case 'cosine':
        return to + ((from - to) / 2) * (Math.cos(Math.PI * share) + 1)
      case 'linear':
        return from + (to - from) * share
      default:
        return annealing satisfies never
    }
  }
  return { lr: between(lr), ...(cycleMomentum && { momentum: between(momentum) }) }
}
