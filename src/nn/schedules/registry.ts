import { UsageError } from '../../core/errors.js'
import type { ParameterSpecs } from '../../core/parameter.js'
import type { Metric } from '../../core/sweep.js'
import { type Kinds, parametersOfKinds, refuseTaken } from '../kinds.js'
import type { ParamReader } from '../parameters.js'
import { cosine, cosineWarmRestarts } from './cosine.js'
import { constant, exponential, multiStep, step } from './decay.js'
import { oneCycle } from './one-cycle.js'
import { plateau } from './plateau.js'
import { type Schedule, type ScheduleKind, warmUp } from './schedule.js'

/** Every built-in schedule by the name that a sweep file gives it. */
export const schedules = {
  constant,
  step,
  multi_step: multiStep,
  exponential,
  plateau,
  cosine,
  cosine_warm_restarts: cosineWarmRestarts,
  one_cycle: oneCycle,
} as const satisfies Kinds<ScheduleKind>

/** The schedules that experiments added, by name; each thread has its own. */
const registered = new Map<string, ScheduleKind>()

/**
 * Adds a schedule under a name that a sweep file can then give, with the parameters that it reads. Call it when the module of
 * an experiment loads, before `defineClassifier`. Throws UsageError for a name that is taken.
 */
export function registerSchedule(name: string, kind: ScheduleKind): void {
  refuseTaken('schedule', name, kind, all(), after)
  registered.set(name, kind)
}

function all(): Kinds<ScheduleKind> {
  return { ...schedules, ...Object.fromEntries(registered) }
}

/** The schedule of a trial whose epochs have so many steps each. Throws UsageError where its values do not fit. */
export function scheduleSettings(read: ParamReader, goal: Metric['goal'], stepsPerEpoch: number): Schedule {
  const epochs = read.number('epochs')
  const warmUpEpochs = read.number('warmup_epochs')
  if (warmUpEpochs >= epochs) {
    throw new UsageError(`warmup_epochs: ${warmUpEpochs} leaves no epoch of ${epochs} to the schedule; write fewer`)
  }
  const kinds = all()
  for (const { check } of Object.values(kinds)) check?.(read)
  const kind = kinds[read.oneOf('schedule', Object.keys(kinds))]!
  const schedule = kind.make(read, { goal, epochs: epochs - warmUpEpochs, stepsPerEpoch })
  if (warmUpEpochs === 0) return schedule
  return warmUp({ epochs: warmUpEpochs, startFactor: read.number('warmup_start_factor') }, schedule)
}

/** How the learning rate changes; defaults that are not the study's are PyTorch's. */
export function scheduleParameters(): ParameterSpecs {
  const kinds = all()
  return {
    schedule: {
      type: 'string',
      values: Object.keys(kinds),
      default: 'constant',
      description: 'how the learning rate changes',
    },
    ...parametersOfKinds('schedule', kinds),
    ...after,
  }
}

const after = {
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
