import { expect, test } from 'vitest'
import { compareRuns } from '#sweep/analyze/run-comparison.js'
import { comparisonRecord, comparisonView, differenceText } from '#sweep/report/comparison.js'
import { drawView } from '#sweep/report/view.js'
import { runDataOf } from '../../analyze/runs/run-data-of.js'

const lr = { name: 'lr', values: [0.1, 0.012345678901, 0.001] }
const a = runDataOf(
  'before',
  [lr, { name: 'epochs', values: [5] }],
  [
    [{ lr: 0.1, epochs: 5 }, 0, 0.5],
    [{ lr: 0.1, epochs: 5 }, 1, 0.52],
    [{ lr: 0.012345678901, epochs: 5 }, 0, 0.7],
    [{ lr: 0.012345678901, epochs: 5 }, 1, 0.71],
    [{ lr: 0.001, epochs: 5 }, 0, 0.6],
    [{ lr: 0.3, epochs: 5 }, 0, 0.2],
  ],
)
const b = runDataOf(
  'after',
  [lr, { name: 'epochs', values: [9] }, { name: 'loss', values: ['mse'] }],
  [
    [{ lr: 0.1, epochs: 9, loss: 'mse' }, 0, 0.55],
    [{ lr: 0.1, epochs: 9, loss: 'mse' }, 1, 0.5],
    [{ lr: 0.012345678901, epochs: 9, loss: 'mse' }, 0, 0.6],
    [{ lr: 0.012345678901, epochs: 9, loss: 'mse' }, 1, 0.6101],
    [{ lr: 0.001, epochs: 9, loss: 'mse' }, 0, 0.65],
  ],
)
const found = compareRuns(a, b)

test('comparison.txt is what a person reads, wide and narrow', async () => {
  const nothing = compareRuns(a, runDataOf('other', [{ name: 'lr', values: [7] }], [[{ lr: 7 }, 0, 0.1]]))
  const alone = compareRuns(runDataOf('one', [], [[{}, 0, 0.5]]), runDataOf('two', [], [[{}, 0, 0.25]]))
  const texts = [
    drawView(comparisonView(found), { columns: 100 }),
    drawView(comparisonView(found), { columns: 60 }),
    drawView(comparisonView(nothing), { columns: 100 }),
    drawView(comparisonView(alone), { columns: 100 }),
  ]
  await expect(texts.join('\n\n\n')).toMatchFileSnapshot('../../golden/comparison.txt')
  expect(Math.max(...texts[1]!.split('\n').map((line) => line.length))).toBeLessThanOrEqual(60)
})

test('JSON has all of it, in snake_case', () => {
  const record = JSON.parse(JSON.stringify(comparisonRecord(found)))
  expect(record).toMatchObject({
    a: 'before',
    b: 'after',
    metric: { goal: 'maximize' },
    level: 0.05,
    worse: found.worse,
  })
  expect(record).toMatchObject({ only_a: 1, only_b: 0, overall: found.overall, parameters: found.parameters })
  expect(record.points).toHaveLength(3)
  expect(record.best.params_of_b).toEqual({ lr: 0.001, epochs: 9, loss: 'mse' })
  expect(record.points[0]).toEqual({
    ...{
      params: { lr: 0.012345678901 },
      params_of_b: { lr: 0.012345678901 },
      a: found.points[0]!.a,
      b: found.points[0]!.b,
    },
    difference: found.points[0]!.difference,
  })
})

test.each([
  [0.0088, 0.005, '0.4512', '+0.0088 ± 0.0050'],
  [-0.00004, 0.000001, '0.4512', '-0.000040 ± 0.0000010'],
  [-3.21, 1.5, '12.50', '-3.21 ± 1.50'],
  [0, 0, '0.4512', '0.0000 ± 0.0000'],
  [1.5e-9, 2e-9, '1.500e-9', '+1.500e-9 ± 2.000e-9'],
])('a difference of %d ± %d beside %s is %s', (value, half, beside, text) => {
  const interval = { low: value - half, high: value + half, level: 0.95, kind: 't' } as const
  expect(differenceText({ value, interval }, beside)).toBe(text)
})
