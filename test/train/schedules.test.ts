import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { constant } from '../../dist/train/schedules/constant.js'
import { cosine } from '../../dist/train/schedules/cosine.js'
import { plateau } from '../../dist/train/schedules/plateau.js'

const reference = JSON.parse(readFileSync(new URL('../reference/schedulers.json', import.meta.url), 'utf8')) as {
  initial_lr: number
  schedulers: Record<'constant' | 'cosine', Entry> & {
    plateau: Entry & { metric: number[]; options: { factor: number; patience: number } }
  }
}
interface Entry {
  options: Record<string, unknown>
  lr: number[]
}
const lr = reference.initial_lr
const { metric, options } = reference.schedulers.plateau
const { factor, patience } = options
const { T_max: tMax, eta_min: etaMin } = reference.schedulers.cosine.options as { T_max: number; eta_min: number }

test.each([
  ['constant', constant({ lr }), reference.schedulers.constant, []],
  [
    'plateau on a metric to maximize',
    plateau({ lr, goal: 'maximize', factor, patience }),
    reference.schedulers.plateau,
    metric,
  ],
  ['cosine beyond its first half period', cosine({ lr, tMax, etaMin }), reference.schedulers.cosine, []],
] as const)('%s gives the rates of PyTorch', (_, schedule, { lr: expected }, past) => {
  const rates = expected.map((_, epoch) => schedule(epoch, past.slice(0, epoch)))
  for (const [epoch, rate] of rates.entries()) expect(Math.abs(rate - expected[epoch]!)).toBeLessThan(1e-9)
})

test('plateau on a metric to minimize lowers the rate after patience + 1 epochs that are not better', () => {
  const schedule = plateau({ lr: 1, goal: 'minimize', factor: 0.5, patience: 1 })
  const past = [2, 1, 1, 0.99995, 0.5, 0.6, 0.7, 0.8]
  expect(past.map((_, epoch) => schedule(epoch, past))).toEqual([1, 1, 1, 1, 0.5, 0.5, 0.5, 0.25])
})
