import { expect, test } from 'vitest'
import { knownMetrics, pivotNames, selectTrials } from '#sweep/cli/report/report.js'
import type { TrialRow } from '#sweep/core/run-data.js'
import { emptyRun } from '../../contract/empty-run.js'

const sweep = {
  ...emptyRun.sweep,
  parameters: [
    { name: 'optimizer', values: ['sgd', 'adam'] },
    { name: 'momentum', values: [0.9], when: { match: { optimizer: ['sgd'] } } },
    { name: 'f1', values: [1, 2] },
  ],
} as const

const row = (number: number, rest: Partial<TrialRow>): TrialRow => ({
  ...{ number, key: `${number}`, params: { optimizer: 'adam', f1: 2 }, seed: 0, status: 'complete', value: 0.5 },
  ...{ bestStep: 1, metrics: { score: 0.4, f1: 0.3, test: 0.2 }, steps: 1, seconds: 1, error: null, readings: [] },
  ...rest,
})

const trials = [
  row(1, { params: { optimizer: 'sgd', momentum: 0.9, f1: 1 } }),
  row(2, { seed: 1, metrics: { test: 0.9 } }),
  row(3, { status: 'failed', value: null, metrics: null }),
]

test.each([
  ["optimizer == 'adam'", [2, 3]],
  ['momentum > 0.5', [1]],
  ['momentum == null', [2, 3]],
  ['seed == 0 && trial >= 2', [3]],
  ["status in ['complete']", [1, 2]],
  // The best value of the sweep's metric, not what the result says of it.
  ['score > 0.45', [1, 2]],
  ['test < 0.5', [1]],
  ['!(test < 0.5)', [2]],
  // A parameter goes before a metric of its name.
  ['f1 == 1', [1]],
  ['true', [1, 2, 3]],
])('%s selects trials %j', (text, numbers) => {
  expect(selectTrials(text, sweep, trials).map(({ number }) => number)).toEqual(numbers)
})

test.each([
  [
    'optimiser == 1',
    '--where: there is no "optimiser". Did you mean "optimizer"? It may speak of the parameters optimizer, momentum, f1, ' +
      'of seed, trial, status, and of the metrics score, f1, test',
  ],
  ['momentum', '--where "momentum": it is 0.9 for trial 1, where it has to be true or false'],
  ['seed <', /^--where "seed <": it cannot be read: .*Write it as: --where "lr < 0.1 && seed == 0"$/],
  ['optimizer < 1', /^--where "optimizer < 1": "<" needs a number, not "sgd", at the point/],
])('%s is refused', (text, message) => {
  expect(() => selectTrials(text, sweep, trials)).toThrow(message)
})

test('a metric that no result has is refused with those there are', () => {
  expect(knownMetrics(['f1', 'test'], 'r', trials)).toEqual(['f1', 'test'])
  expect(() => knownMetrics(['tests'], 'r', trials)).toThrow(
    '--metrics: no result of run "r" has "tests". Did you mean "test"? There are: f1, score, test',
  )
  const bare = trials.map((trial) => ({ ...trial, metrics: trial.metrics && {} }))
  expect(() => knownMetrics(['test'], 'r', bare)).toThrow(/has "test"\. They have none: a result is what "run" of/)
  expect(() => knownMetrics(['test'], 'r', trials.slice(2))).toThrow(/has "test"\. No trial has a result yet$/)
})

test.each([
  [['lr'], /^--by: there is no parameter "lr"\. There are: optimizer, momentum, f1, seed$/],
  [['optimiser'], /^--by: .*Did you mean "optimizer"\?/],
  [['f1', 'f1'], /^--by takes one parameter or two different ones, as --by optimizer,momentum$/],
  [['f1', 'seed', 'optimizer'], /^--by takes one parameter or two/],
])('--by %j is refused', (names, message) => {
  expect(() => pivotNames(names, sweep)).toThrow(message)
})
