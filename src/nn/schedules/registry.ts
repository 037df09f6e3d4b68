import { UsageError } from '../../core/errors.js'
import type { ParameterSpecs } from '../../core/parameter.js'
import type { Metric } from '../../core/sweep.js'
import type { ParamReader } from '../parameters.js'
import { cosine, cosineWarmRestarts } from './cosine.js'
import { constant, exponential, multiStep, step } from './decay.js'
import { oneCycle } from './one-cycle.js'
import { plateau } from './plateau.js'
import { type Schedule, type ScheduleOptions, warmUp } from './schedule.js'

/** Every schedule by the name that a sweep file gives it. */
export const schedules = {
  constant,
  step,
  multi_step: multiStep,
  exponential,
  plateau,
  cosine,
  cosine_warm_restarts: cosineWarmRestarts,
  one_cycle: oneCycle,
} as const satisfies Record<string, (options: ScheduleOptions) => Schedule>

export type ScheduleName = keyof typeof schedules

/** The schedule of a trial whose epochs have so many steps each. Throws UsageError where its options do not fit. */
export function scheduleSettings(read: ParamReader, goal: Metric['goal'], stepsPerEpoch: number): Schedule {
  const epochs = read.number('epochs')
  const warmUpEpochs = read.number('warmup_epochs')
  if (warmUpEpochs >= epochs) {
    throw new UsageError(`warmup_epochs: ${warmUpEpochs} leaves no epoch of ${epochs} to the schedule; write fewer`)
  }
  const rest = epochs - warmUpEpochs
  const etaMin = read.number('cosine_eta_min')
  const schedule = schedules[read.oneOf('schedule', Object.keys(schedules) as ScheduleName[])]({
    lr: read.number('lr'),
    goal,
    epochs: rest,
    stepsPerEpoch,
    stepSize: read.number('step_size'),
    gamma: read.number('gamma'),
    milestones: milestones(read),
    plateau: {
      factor: read.number('plateau_factor'),
      patience: read.number('plateau_patience'),
      threshold: read.number('plateau_threshold'),
      thresholdMode: read.oneOf('plateau_threshold_mode', ['rel', 'abs']),
      cooldown: read.number('plateau_cooldown'),
      minLr: read.number('plateau_min_lr'),
    },
    cosine: { tMax: read.number('cosine_t_max') || rest, etaMin },
    restarts: { t0: read.number('restart_t_0'), tMult: read.number('restart_t_mult'), etaMin },
    oneCycle: {
      pctStart: read.number('one_cycle_pct_start'),
      divFactor: read.number('one_cycle_div_factor'),
      finalDivFactor: read.number('one_cycle_final_div_factor'),
      annealing: read.oneOf('one_cycle_annealing', ['cosine', 'linear']),
      threePhase: read.boolean('one_cycle_three_phase'),
      cycleMomentum: read.boolean('one_cycle_momentum'),
      baseMomentum: read.number('one_cycle_base_momentum'),
      maxMomentum: read.number('one_cycle_max_momentum'),
    },
  })
  if (warmUpEpochs === 0) return schedule
  return warmUp({ epochs: warmUpEpochs, startFactor: read.number('warmup_start_factor') }, schedule)
}

function milestones(read: ParamReader): readonly number[] {
  const given = read.value('milestones')
  const list = Array.isArray(given) ? given : []
  const isRising =
    Array.isArray(given) &&
    list.every((epoch, i) => Number.isInteger(epoch) && Number(epoch) > Number(i ? list[i - 1] : 0))
  if (isRising) return list as readonly number[]
  throw new UsageError(
    `milestones: ${JSON.stringify(given)} is not a list of rising epochs; write { value: [30, 60] }, or [[30, 60]], for changes after them`,
  )
}

/** How the learning rate changes; defaults that are not the study's are PyTorch's. */
export const scheduleParameters = {
  schedule: {
    type: 'string',
    values: ['constant', 'step', 'multi_step', 'exponential', 'plateau', 'cosine', 'cosine_warm_restarts', 'one_cycle'],
    default: 'constant',
    description: 'how the learning rate changes',
  },
  step_size: {
    type: 'integer',
    default: 20,
    min: 1,
    readWhen: { schedule: ['step'] },
    description: 'schedule step: epochs between changes',
  },
  milestones: {
    type: 'json',
    default: [],
    readWhen: { schedule: ['multi_step'] },
    description: 'schedule multi_step: the epochs of the changes, rising',
  },
  gamma: {
    type: 'number',
    default: 0.5,
    min: 0,
    readWhen: { schedule: ['step', 'multi_step', 'exponential'] },
    description: 'schedules step, multi_step and exponential: what a change multiplies the rate with',
  },
  plateau_factor: {
    type: 'number',
    default: 0.75,
    min: 0,
    max: 1,
    readWhen: { schedule: ['plateau'] },
    description: 'schedule plateau: multiplies the rate when the metric of the sweep stops to get better',
  },
  plateau_patience: {
    type: 'integer',
    default: 5,
    min: 0,
    readWhen: { schedule: ['plateau'] },
    description: 'schedule plateau: epochs without a better metric that are put up with',
  },
  plateau_threshold: {
    type: 'number',
    default: 1e-4,
    min: 0,
    readWhen: { schedule: ['plateau'] },
    description: 'schedule plateau: how much better is better',
  },
  plateau_threshold_mode: {
    type: 'string',
    values: ['rel', 'abs'],
    default: 'rel',
    readWhen: { schedule: ['plateau'] },
    description: 'schedule plateau: the threshold is a part of the best metric, or a number',
  },
  plateau_cooldown: {
    type: 'integer',
    default: 0,
    min: 0,
    readWhen: { schedule: ['plateau'] },
    description: 'schedule plateau: epochs to wait after a change',
  },
  plateau_min_lr: {
    type: 'number',
    default: 0,
    min: 0,
    readWhen: { schedule: ['plateau'] },
    description: 'schedule plateau: lowest rate',
  },
  cosine_t_max: {
    type: 'integer',
    default: 0,
    min: 0,
    readWhen: { schedule: ['cosine'] },
    description: 'schedule cosine: epochs from the first rate down to the lowest; 0 stands for all epochs',
  },
  cosine_eta_min: {
    type: 'number',
    default: 0,
    min: 0,
    readWhen: { schedule: ['cosine', 'cosine_warm_restarts'] },
    description: 'schedules cosine and cosine_warm_restarts: lowest rate',
  },
  restart_t_0: {
    type: 'integer',
    default: 10,
    min: 1,
    readWhen: { schedule: ['cosine_warm_restarts'] },
    description: 'schedule cosine_warm_restarts: epochs to the first restart',
  },
  restart_t_mult: {
    type: 'integer',
    default: 1,
    min: 1,
    readWhen: { schedule: ['cosine_warm_restarts'] },
    description: 'schedule cosine_warm_restarts: how much longer each period is than the one before',
  },
  one_cycle_pct_start: {
    type: 'number',
    default: 0.3,
    min: 0,
    max: 1,
    readWhen: { schedule: ['one_cycle'] },
    description: 'schedule one_cycle: part of all steps in which the rate rises',
  },
  one_cycle_div_factor: {
    type: 'number',
    default: 25,
    min: 1,
    readWhen: { schedule: ['one_cycle'] },
    description: 'schedule one_cycle: highest rate / first rate',
  },
  one_cycle_final_div_factor: {
    type: 'number',
    default: 1e4,
    min: 1,
    readWhen: { schedule: ['one_cycle'] },
    description: 'schedule one_cycle: first rate / last rate',
  },
  one_cycle_annealing: {
    type: 'string',
    values: ['cosine', 'linear'],
    default: 'cosine',
    readWhen: { schedule: ['one_cycle'] },
    description: 'schedule one_cycle: how it rises and falls',
  },
  one_cycle_three_phase: {
    type: 'boolean',
    default: false,
    readWhen: { schedule: ['one_cycle'] },
    description: 'schedule one_cycle: fall as long as it rose, then to the last rate',
  },
  one_cycle_momentum: {
    type: 'boolean',
    default: false,
    readWhen: { schedule: ['one_cycle'] },
    description: 'schedule one_cycle: move the momentum (of adam, amsgrad and adamw: beta1) against the rate',
  },
  one_cycle_base_momentum: {
    type: 'number',
    default: 0.85,
    min: 0,
    max: 1,
    readWhen: { schedule: ['one_cycle'] },
    description: 'schedule one_cycle: lowest momentum',
  },
  one_cycle_max_momentum: {
    type: 'number',
    default: 0.95,
    min: 0,
    max: 1,
    readWhen: { schedule: ['one_cycle'] },
    description: 'schedule one_cycle: highest momentum',
  },
  warmup_epochs: {
    type: 'integer',
    default: 0,
    min: 0,
    description: 'epochs in which the rate rises to the first one of the schedule, which begins after them',
  },
  warmup_start_factor: {
    type: 'number',
    default: 0.1,
    min: 0,
    max: 1,
    description: 'what the warm-up multiplies the rate with in its first epoch',
  },
} as const satisfies ParameterSpecs
