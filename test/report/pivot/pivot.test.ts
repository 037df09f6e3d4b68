import { expect, test } from 'vitest'
import { pivotOf } from '#sweep/analyze/figures/pivot.js'
import { buildReport } from '#sweep/analyze/report.js'
import type { Interval } from '#sweep/analyze/statistics/intervals.js'
import type { TrialRow } from '#sweep/core/run-data.js'
import { pivotCsv, pivotRecord, pivotView } from '#sweep/report/pivot.js'
import { drawView } from '#sweep/report/view.js'
import { emptyRun } from '../../contract/empty-run.js'

const row = (number: number, value: number | null, params: TrialRow['params'], seed = 0): TrialRow => ({
  ...{ number, key: `${number}`, params, seed, status: value === null ? 'failed' : 'complete', value, bestStep: 1 },
  ...{ metrics: null, steps: 1, seconds: 1, error: null, readings: [] },
})

const trials = [
  row(1, 0.4, { optimizer: 'sgd', momentum: 0.99 }),
  row(2, 0.5, { optimizer: 'sgd', momentum: 0.99 }, 1),
  row(3, 0.9, { optimizer: 'sgd', momentum: 0.5 }),
  row(4, 0.7, { optimizer: 'adam' }),
  row(5, null, { optimizer: 'rmsprop' }),
  row(6, 0.8, { optimizer: 'adam' }, 1),
]

const single: Interval = { low: 0.88, high: 0.91, level: 0.95, kind: 'binomial' }
const parameters = [
  { name: 'optimizer', values: ['rmsprop', 'adam', 'sgd'] },
  { name: 'momentum', values: [0.99, 0.5], when: { match: { optimizer: ['sgd'] } } },
] as const

const metric = { name: 'gain', goal: 'maximize' } as const

const pivot = pivotOf({ trials, parameters, metric }, ['optimizer', 'momentum'], new Map([[3, single]]))

test('a cell holds the mean of its complete trials, numbers stand in order, and what is absent last', () => {
  expect(pivot.rows).toEqual(['adam', 'sgd'])
  expect(pivot.columns).toEqual([0.5, 0.99, undefined])
  const [[, , adam], [alone, several, none]] = pivot.cells as [(typeof pivot.cells)[0], (typeof pivot.cells)[0]]
  expect(alone).toEqual({ trials: 1, mean: 0.9, interval: single })
  expect(none).toBeNull()
  expect(several).toMatchObject({ trials: 2, mean: 0.45, interval: { kind: 't', level: 0.95 } })
  // 12.7062 is the 97.5 % point of Student's t with one degree of freedom.
  expect(several!.interval!.high - 0.45).toBeCloseTo(12.7062 * 0.05, 4)
  expect(adam).toMatchObject({ trials: 2, mean: 0.75 })
  expect(pivotOf({ trials, parameters, metric }, ['seed']).rows).toEqual([0, 1])
})

test('pivot.txt is what a person reads: a grid, or where that has no room a list', async () => {
  const sweep = {
    ...{ ...emptyRun.sweep, seeds: [0, 1] },
    parameters,
  }
  const report = buildReport('pivots-1', sweep, trials, 8)
  const drawn = [100, 60].map((columns) => drawView(pivotView(report, pivot, { columns }), { columns }))
  const one = drawView(pivotView(report, pivotOf({ trials, parameters, metric }, ['optimizer']), {}), {})
  await expect([...drawn, one].join('\n\n\n')).toMatchFileSnapshot('../../golden/pivot.txt')
  expect(pivotCsv([{ report, pivot }]).split('\r\n')).toEqual([
    'params.optimizer,params.momentum,trials,mean,low,high',
    expect.stringMatching(/^adam,,2,0\.75,/),
    'sgd,0.5,1,0.9,0.88,0.91',
    expect.stringMatching(/^sgd,0\.99,2,0\.45,-0\.185\d+,1\.085\d+$/),
  ])
  const { by, cells } = pivotRecord(pivot)
  expect(by).toEqual(['optimizer', 'momentum'])
  expect(cells[1]).toEqual({ values: { optimizer: 'sgd', momentum: 0.5 }, trials: 1, mean: 0.9, interval: single })
  expect(JSON.stringify(cells[0]!.values)).toBe('{"optimizer":"adam"}')
})
