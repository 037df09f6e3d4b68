import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Params } from '#sweep/core/trial.js'
import { paramReader } from '#sweep/nn/parameters.js'
import { scheduleParameters, schedules } from '#sweep/nn/schedules/registry.js'
import { type Schedule, warmUp } from '#sweep/nn/schedules/schedule.js'

interface Case {
  name: string
  /** As `torch.optim.lr_scheduler` writes them. */
  options: Record<string, unknown>
  /** Epochs and first factor of a linear warm-up before it. */
  warm_up?: [number, number]
  metric?: number[]
  lr: number[]
  momentum?: number[]
}
const reference = read('schedulers.json') as { initial_lr: number; schedulers: Record<string, Omit<Case, 'name'>> }
const more = read('schedulers-more.json') as { initial_lr: number; cases: Case[] }
const given = Object.entries(reference.schedulers).map(([name, entry]) => ({ name, ...entry }))

describe('schedules give the rates of PyTorch:', () => {
  test.each([
    ...given.map((entry) => [titleOf(entry), entry, reference.initial_lr] as const),
    ...more.cases.map((entry) => [titleOf(entry), entry, more.initial_lr] as const),
  ])('%s', (_, entry, lr) => {
    const stepsPerEpoch = Number(entry.options.steps_per_epoch ?? 1)
    const schedule = scheduleOf(entry, lr)
    const rates = entry.lr.map((_, i) => {
      const epoch = Math.floor(i / stepsPerEpoch)
      return schedule({ epoch, step: i % stepsPerEpoch, past: entry.metric?.slice(0, epoch) ?? [] })
    })
    const off = rates.map(({ lr }, i) => Math.abs(lr - entry.lr[i]!))
    expect(Math.max(...off)).toBeLessThan(1e-9)
    if (entry.options.cycle_momentum === false || !entry.momentum) {
      return expect(rates.every(({ momentum }) => momentum === undefined)).toBe(true)
    }
    const momentumOff = rates.map(({ momentum }, i) => Math.abs(momentum! - entry.momentum![i]!))
    expect(Math.max(...momentumOff)).toBeLessThan(1e-9)
  })
})

test('every schedule is held to PyTorch, alone and after a warm-up', () => {
  const names = (cases: readonly Case[]) => new Set(cases.map(nameOf))
  expect(names([...given, ...more.cases])).toEqual(new Set(Object.keys(schedules)))
  expect(names(more.cases.filter((entry) => entry.warm_up))).toEqual(new Set(Object.keys(schedules)))
})

test('plateau on a metric to minimize lowers the rate after patience + 1 epochs that are not better', () => {
  const schedule = scheduleOf({ name: 'plateau', options: { mode: 'min', factor: 0.5, patience: 1 } }, 1)
  const past = [2, 1, 1, 0.99995, 0.5, 0.6, 0.7, 0.8]
  const rates = past.map((_, epoch) => schedule({ epoch, step: 0, past }).lr)
  expect(rates).toEqual([1, 1, 1, 1, 0.5, 0.5, 0.5, 0.25])
})

test.each([
  ['of one step has the last rate', { epochs: 1, steps_per_epoch: 1 }, [0.1 / 25 / 1e4]],
  ['whose rise is one step long begins at the highest rate', { epochs: 10, pct_start: 0.1 }, [0.1]],
  [
    'stays at the last rate past its end',
    { epochs: 2, pct_start: 0.5, div_factor: 1, final_div_factor: 2 },
    [0.1, 0.05, 0.05, 0.05],
  ],
])('one cycle %s', (_, options, expected) => {
  const schedule = scheduleOf({ name: 'one_cycle', options }, 0.1)
  const rates = expected.map((_, epoch) => schedule({ epoch, step: 0, past: [] }).lr)
  for (const [epoch, rate] of rates.entries()) expect(rate).toBeCloseTo(expected[epoch]!, 12)
})

test('a warm-up of no epochs is none', () => {
  const schedule = made('constant', {}, 1)
  expect(warmUp({ epochs: 0, startFactor: 0.1 }, schedule)).toBe(schedule)
})

function read(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../reference/${name}`, import.meta.url), 'utf8'))
}

function titleOf({ name, options, warm_up: warm }: Case): string {
  const given = Object.entries(options).map(([key, value]) => `${key} ${value}`)
  return `${name} ${given.join(', ')}${warm ? ` after ${warm[0]} epochs from ${warm[1]}` : ''}`
}

/** The reference calls one that is another with more options by a longer name, and a warm-up before a constant rate by its own. */
function nameOf({ name }: Pick<Case, 'name'>): string {
  if (name === 'linear_warmup') return 'constant'
  return name.startsWith('plateau') ? 'plateau' : name
}

function scheduleOf(entry: Pick<Case, 'name' | 'options' | 'warm_up'>, lr: number): Schedule {
  const { name, options, warm_up: warm } = entry
  const schedule = made(nameOf({ name }), options, lr)
  if (warm) return warmUp({ epochs: warm[0], startFactor: warm[1] }, schedule)
  if (name !== 'linear_warmup') return schedule
  return warmUp({ epochs: options.total_iters as number, startFactor: options.start_factor as number }, schedule)
}

/** What the reference gives, by the names of a sweep file; what it leaves out has PyTorch's default. */
function paramsOf(options: Record<string, unknown>): Params {
  const given = {
    step_size: options.step_size,
    gamma: options.gamma,
    milestones: options.milestones,
    plateau_factor: options.factor,
    plateau_patience: options.patience,
    plateau_threshold: options.threshold,
    plateau_threshold_mode: options.threshold_mode,
    plateau_cooldown: options.cooldown,
    plateau_min_lr: options.min_lr,
    cosine_t_max: options.T_max,
    cosine_eta_min: options.eta_min,
    restart_t_0: options.T_0,
    restart_t_mult: options.T_mult,
    one_cycle_pct_start: options.pct_start,
    one_cycle_div_factor: options.div_factor,
    one_cycle_final_div_factor: options.final_div_factor,
    one_cycle_annealing: options.anneal_strategy === 'linear' ? 'linear' : 'cosine',
    one_cycle_three_phase: options.three_phase === true,
    one_cycle_momentum: options.cycle_momentum !== false,
    one_cycle_base_momentum: options.base_momentum,
    one_cycle_max_momentum: options.max_momentum,
  }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Params
}

/** A schedule as a sweep file would ask for it. */
function made(schedule: string, options: Record<string, unknown>, lr: number): Schedule {
  const number = (key: string, otherwise: number) => (options[key] as number | undefined) ?? otherwise
  const specs = { ...scheduleParameters(), lr: { type: 'number', description: '' } } as const
  return schedules[schedule as keyof typeof schedules].make(paramReader(specs, { ...paramsOf(options), lr }), {
    goal: options.mode === 'min' ? 'minimize' : 'maximize',
    epochs: number('epochs', number('total_steps', Number.NaN)),
    stepsPerEpoch: number('steps_per_epoch', 1),
  })
}
