import { expect, test } from 'vitest'
import { type OptimizerKind, registerOptimizer, registerSchedule, type ScheduleKind } from '#sweep/nn/index.js'
import { optimizerParameters, optimizers } from '#sweep/nn/optimizers/registry.js'
import { paramReader } from '#sweep/nn/parameters.js'
import { scheduleParameters, scheduleSettings } from '#sweep/nn/schedules/registry.js'
import { optimizerOf } from './optimizer-of.js'

const signed: OptimizerKind = {
  parameters: {
    sign_share: { type: 'number', default: 0.5, min: 0, max: 1, description: 'signed: share of the sign' },
  },
  make: (read) => optimizers.sgd.make({ ...read, number: (name) => (name === 'momentum' ? 0 : read.number(name)) }),
}

const halving: ScheduleKind = {
  parameters: { halve_after: { type: 'integer', default: 1, min: 1, description: 'halving: epochs until it halves' } },
  make(read) {
    const [lr, after] = [read.number('lr'), read.number('halve_after')]
    return ({ epoch }) => ({ lr: lr * 0.5 ** Math.floor(epoch / after) })
  },
}

test('an optimizer of an experiment can be named, with parameters of its own', () => {
  registerOptimizer('signed', signed)
  registerOptimizer('signed', signed)
  const specs = optimizerParameters()
  expect(specs.optimizer).toMatchObject({ values: expect.arrayContaining(['rmsprop', 'signed']) })
  expect(specs.sign_share).toMatchObject({ default: 0.5, readWhen: { optimizer: ['signed'] } })
  expect(optimizerOf('signed', { sign_share: 1 }).cyclesMomentum).toBe(true)
})

test('a schedule of an experiment can be named, with parameters of its own', () => {
  registerSchedule('halving', halving)
  const specs = {
    ...optimizerParameters(),
    ...scheduleParameters(),
    epochs: { type: 'integer', description: '' },
  } as const
  const read = paramReader(specs, { schedule: 'halving', halve_after: 2, lr: 1, epochs: 6, warmup_epochs: 0 })
  const schedule = scheduleSettings(read, 'maximize', 1)
  expect([0, 1, 2, 3, 4].map((epoch) => schedule({ epoch, step: 0, past: [] }).lr)).toEqual([1, 1, 0.5, 0.5, 0.25])
})

test.each([
  [
    'a name that is taken',
    () => registerOptimizer('adam', signed),
    'optimizer "adam": there is one of this name already',
  ],
  [
    'a parameter that means something else',
    () => registerOptimizer('other', { ...signed, parameters: { beta1: { type: 'string', description: '' } } }),
    'optimizer "other": its parameter "beta1" means something else already',
  ],
  [
    'a parameter of all schedules',
    () => registerSchedule('other', { ...halving, parameters: { warmup_epochs: { type: 'string', description: '' } } }),
    'its parameter "warmup_epochs" means something else already',
  ],
])('%s is refused', (_, register, message) => {
  expect(register).toThrow(message)
})

test('a parameter is read by the kinds that list it, and one of all kinds always', () => {
  const specs = optimizerParameters()
  expect(specs.momentum!.readWhen).toEqual({ optimizer: ['sgd', 'nesterov', 'rmsprop'] })
  expect(specs.epsilon!.readWhen).toEqual({
    optimizer: ['adam', 'amsgrad', 'adamw', 'adagrad', 'adadelta', 'rmsprop'],
  })
  expect(specs.weight_decay).not.toHaveProperty('readWhen')
  expect(scheduleParameters().gamma!.readWhen).toEqual({ schedule: ['step', 'multi_step', 'exponential'] })
})
