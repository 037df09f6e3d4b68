import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type ScheduleName, schedules } from '#sweep/nn/schedules/registry.js'
import { type Schedule, type ScheduleOptions, warmUp } from '#sweep/nn/schedules/schedule.js'

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
  const schedule = schedules.constant({ lr: 1 })
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
function nameOf({ name }: Pick<Case, 'name'>): ScheduleName {
  if (name === 'linear_warmup') return 'constant'
  return name.startsWith('plateau') ? 'plateau' : (name as ScheduleName)
}

function scheduleOf(entry: Pick<Case, 'name' | 'options' | 'warm_up'>, lr: number): Schedule {
  const { name, options, warm_up: warm } = entry
  const schedule = schedules[nameOf({ name })](optionsOf(options, lr))
  if (warm) return warmUp({ epochs: warm[0], startFactor: warm[1] }, schedule)
  if (name !== 'linear_warmup') return schedule
  return warmUp({ epochs: options.total_iters as number, startFactor: options.start_factor as number }, schedule)
}

/** PyTorch's defaults where an option is not given. */
function optionsOf(options: Record<string, unknown>, lr: number): ScheduleOptions {
  const number = (key: string, otherwise = Number.NaN) => (options[key] as number | undefined) ?? otherwise
  const etaMin = number('eta_min', 0)
  return {
    lr,
    goal: options.mode === 'min' ? 'minimize' : 'maximize',
    epochs: number('epochs', number('total_steps')),
    stepsPerEpoch: number('steps_per_epoch', 1),
    stepSize: number('step_size'),
    gamma: number('gamma'),
    milestones: (options.milestones as number[] | undefined) ?? [],
    plateau: {
      factor: number('factor'),
      patience: number('patience'),
      threshold: number('threshold', 1e-4),
      thresholdMode: options.threshold_mode === 'abs' ? 'abs' : 'rel',
      cooldown: number('cooldown', 0),
      minLr: number('min_lr', 0),
    },
    cosine: { tMax: number('T_max'), etaMin },
    restarts: { t0: number('T_0'), tMult: number('T_mult', 1), etaMin },
    oneCycle: {
      pctStart: number('pct_start', 0.3),
      divFactor: number('div_factor', 25),
      finalDivFactor: number('final_div_factor', 1e4),
      annealing: options.anneal_strategy === 'linear' ? 'linear' : 'cosine',
      threePhase: options.three_phase === true,
      cycleMomentum: options.cycle_momentum !== false,
      baseMomentum: number('base_momentum', 0.85),
      maxMomentum: number('max_momentum', 0.95),
    },
  }
}
