import type { Rates, ScheduleKind } from './schedule.js'

/**
 * One cycle, step by step (Smith and Topin, "Super-convergence: very fast training of neural networks using large
 * learning rates", 2017), as `torch.optim.lr_scheduler.OneCycleLR`: from lr / divFactor up to `lr`, then down to
 * lr / divFactor / finalDivFactor in the last step. Past that it stays there.
 */
export const oneCycle: ScheduleKind = {
  parameters: {
    one_cycle_pct_start: {
      type: 'number',
      default: 0.3,
      min: 0,
      max: 1,
      description: 'schedule one_cycle: part of all steps in which the rate rises',
    },
    one_cycle_div_factor: {
      type: 'number',
      default: 25,
      min: 1,
      description: 'schedule one_cycle: highest rate / first rate',
    },
    one_cycle_final_div_factor: {
      type: 'number',
      default: 1e4,
      min: 1,
      description: 'schedule one_cycle: first rate / last rate',
    },
    one_cycle_annealing: {
      type: 'string',
      values: ['cosine', 'linear'],
      default: 'cosine',
      description: 'schedule one_cycle: how it rises and falls',
    },
    one_cycle_three_phase: {
      type: 'boolean',
      default: false,
      description: 'schedule one_cycle: fall as long as it rose, then to the last rate',
    },
    one_cycle_momentum: {
      type: 'boolean',
      default: false,
      description: 'schedule one_cycle: move the momentum (of adam, amsgrad and adamw: beta1) against the rate',
    },
    one_cycle_base_momentum: {
      type: 'number',
      default: 0.85,
      min: 0,
      max: 1,
      description: 'schedule one_cycle: lowest momentum',
    },
    one_cycle_max_momentum: {
      type: 'number',
      default: 0.95,
      min: 0,
      max: 1,
      description: 'schedule one_cycle: highest momentum',
    },
  },
  make(read, { epochs, stepsPerEpoch }) {
    const options: OneCycleOptions = {
      pctStart: read.number('one_cycle_pct_start'),
      divFactor: read.number('one_cycle_div_factor'),
      finalDivFactor: read.number('one_cycle_final_div_factor'),
      annealing: read.oneOf('one_cycle_annealing', ['cosine', 'linear']),
      threePhase: read.boolean('one_cycle_three_phase'),
      cycleMomentum: read.boolean('one_cycle_momentum'),
      baseMomentum: read.number('one_cycle_base_momentum'),
      maxMomentum: read.number('one_cycle_max_momentum'),
    }
    const last = epochs * stepsPerEpoch - 1
    const phases = phasesOf(read.number('lr'), last, options)
    return ({ epoch, step }) => {
      const now = Math.min(epoch * stepsPerEpoch + step, last)
      const at = phases.findIndex(({ end }) => now <= end)
      const phase = phases[at]!
      const start = phases[at - 1]?.end ?? 0
      // A phase of no length, as of a training of one step, is over where it begins.
      const share = phase.end === start ? 1 : (now - start) / (phase.end - start)
      return ratesAt(phase, share, options)
    }
  },
}

interface OneCycleOptions {
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
