import { UsageError } from '../../core/errors.js'
import type { ParameterSpec } from '../../core/parameter.js'
import type { ParamReader } from '../parameters.js'
import type { ScheduleKind } from './schedule.js'

const gamma = {
  type: 'number',
  default: 0.5,
  min: 0,
  description: 'schedules step, multi_step and exponential: what a change multiplies the rate with',
} as const satisfies ParameterSpec

/** The same rate in every epoch. */
export const constant: ScheduleKind = {
  parameters: {},
  make(read) {
    const lr = read.number('lr')
    return () => ({ lr })
  },
}

/** The rate times gamma after every `step_size` epochs, as `torch.optim.lr_scheduler.StepLR`. */
export const step: ScheduleKind = {
  parameters: {
    step_size: { type: 'integer', default: 20, min: 1, description: 'schedule step: epochs between changes' },
    gamma,
  },
  make(read) {
    const [lr, size, factor] = [read.number('lr'), read.number('step_size'), read.number('gamma')]
    return ({ epoch }) => ({ lr: lr * factor ** Math.floor(epoch / size) })
  },
}

/**
 * The rate times gamma in every epoch, counted from 0, that is a milestone, as `torch.optim.lr_scheduler.MultiStepLR`; one that
 * stands there twice counts twice.
 */
export const multiStep: ScheduleKind = {
  parameters: {
    milestones: {
      type: 'json',
      default: [],
      description: 'schedule multi_step: the epochs of the changes, rising',
    },
    gamma,
  },
  check: refuseMilestones,
  make(read) {
    const [lr, factor] = [read.number('lr'), read.number('gamma')]
    const changes = read.value('milestones') as readonly number[]
    return ({ epoch }) => ({ lr: lr * factor ** changes.filter((milestone) => milestone <= epoch).length })
  },
}

function refuseMilestones(read: ParamReader): void {
  const given = read.value('milestones')
  const list = Array.isArray(given) ? given : []
  const isRising =
    Array.isArray(given) &&
    list.every((epoch, i) => Number.isInteger(epoch) && Number(epoch) > Number(i ? list[i - 1] : 0))
  if (isRising) return
  throw new UsageError(
    `milestones: ${JSON.stringify(given)} is not a list of rising epochs; write { value: [30, 60] }, or [[30, 60]], for changes after them`,
  )
}

/** The rate times gamma after every epoch, as `torch.optim.lr_scheduler.ExponentialLR`. */
export const exponential: ScheduleKind = {
  parameters: { gamma },
  make(read) {
    const [lr, factor] = [read.number('lr'), read.number('gamma')]
    return ({ epoch }) => ({ lr: lr * factor ** epoch })
  },
}
