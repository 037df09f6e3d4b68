import { expect, test } from 'vitest'
import type { Parameter } from '#sweep/core/parameter.js'
import { type PlanView, renderPlan } from '#sweep/report/plan.js'

const parameters: readonly Parameter[] = [
  { name: 'optimizer', values: ['sgd', 'nesterov', 'adam'] },
  { name: 'lr', distribution: { kind: 'log_uniform_values', min: 0.0001, max: 0.1 } },
  { name: 'momentum', values: [0.9, 0.99], when: { match: { optimizer: ['sgd', 'nesterov'] } } },
  { name: 'beta', values: [0.9], when: { expression: 'optimizer == "adam" && lr < 0.01' } },
  { name: 'batch_size', values: [8, 16, 24, 32, 40, 48, 56, 64, 72, 80] },
  { name: 'dropout', distribution: { kind: 'q_uniform', min: 0, max: 0.5, q: 0.1 } },
  { name: 'layers', distribution: { kind: 'int_uniform', min: 1, max: 4 } },
  { name: 'noise', distribution: { kind: 'normal', mu: 0, sigma: 0.1 } },
  { name: 'decay', distribution: { kind: 'uniform', min: 0, max: 1 } },
  { name: 'kind', distribution: { kind: 'categorical', values: ['a', 'b'], probabilities: [0.25, 0.75] } },
  { name: 'epochs', values: [30] },
  { name: 'data', values: [null] },
]

const view: PlanView = {
  name: 'example',
  metric: { name: 'val_loss', goal: 'minimize' },
  points: 1200,
  seeds: 3,
  parameters,
  defaults: { width: 0.25, augment: true },
  dropped: [
    { rule: 'exclude 1', points: 40 },
    { rule: 'when "batch_size * width <= 64"', points: 1 },
  ],
  included: 2,
  estimate: 'about 2 h 10 min with 2 workers: 12 s a trial (wasm; a probe)',
}

test('plan.txt is what a person reads', async () => {
  await expect(renderPlan(view)).toMatchFileSnapshot('../golden/plan.txt')
})

test('of one point with nothing to search the plan is short', () => {
  const bare = { ...view, parameters: [], defaults: {}, dropped: [], included: 0, estimate: '', points: 1, seeds: 1 }
  expect(renderPlan(bare)).toBe('example: 1 point x 1 seed = 1 trial; minimize val_loss')
})
