import { describe, expect, test } from 'vitest'
import { buildReport, countStatuses, rankTrials } from '#sweep/analyze/report.js'
import type { TrialRow, TrialStatus } from '#sweep/core/run-data.js'
import { sweepDefaults } from '#sweep/core/sweep.js'

function row(number: number, value: number | null, status: TrialStatus = 'complete'): TrialRow {
  const measured = { value, bestStep: value === null ? null : 1, metrics: null, steps: 2, seconds: 3 }
  return { number, key: `key${number}`, params: {}, seed: 0, status, ...measured, error: null, readings: [] }
}

describe('rankTrials', () => {
  test.each([
    [
      'the highest first when maximizing',
      'maximize',
      [
        [1, 0.2],
        [2, 0.9],
        [3, 0.5],
      ],
      [
        [2, 1],
        [3, 2],
        [1, 3],
      ],
    ],
    [
      'the lowest first when minimizing',
      'minimize',
      [
        [1, 0.2],
        [2, 0.9],
        [3, -1],
      ],
      [
        [3, 1],
        [1, 2],
        [2, 3],
      ],
    ],
    [
      'ties with one rank, by number, and skips the next',
      'maximize',
      [
        [4, 1],
        [3, 2],
        [2, 2],
        [1, 3],
      ],
      [
        [1, 1],
        [2, 2],
        [3, 2],
        [4, 4],
      ],
    ],
    [
      'three that are level',
      'minimize',
      [
        [3, 1],
        [2, 1],
        [1, 1],
      ],
      [
        [1, 1],
        [2, 1],
        [3, 1],
      ],
    ],
    [
      'zero level with minus zero',
      'minimize',
      [
        [2, 0],
        [1, -0],
      ],
      [
        [1, 1],
        [2, 1],
      ],
    ],
    ['nothing', 'maximize', [], []],
  ] as const)('puts %s', (_, goal, values, ranks) => {
    const ranked = rankTrials(
      values.map(([number, value]) => row(number, value)),
      { name: 'm', goal },
    )
    expect(ranked.map(({ number, rank }) => [number, rank])).toEqual(ranks)
  })

  test('lets the others follow without a rank, whatever their value, failed ones last', () => {
    const rows = [
      row(1, null, 'failed'),
      row(2, null, 'waiting'),
      row(3, 9, 'running'),
      row(4, 8, 'interrupted'),
      row(5, 7, 'pruned'),
      row(6, null, 'complete'),
      row(7, 6, 'failed'),
      row(9, 1, 'complete'),
      row(8, 10, 'pruned'),
    ]
    const ranked = rankTrials(rows, { name: 'm', goal: 'maximize' })
    expect(ranked.map(({ number, rank }) => [number, rank])).toEqual([
      [9, 1],
      [6, null],
      [5, null],
      [8, null],
      [4, null],
      [3, null],
      [2, null],
      [1, null],
      [7, null],
    ])
  })

  test('changes neither the rows nor their order', () => {
    const rows = Object.freeze([Object.freeze(row(2, 1)), Object.freeze(row(1, 2))])
    const ranked = rankTrials(rows, { name: 'm', goal: 'maximize' })
    expect(ranked[0]).toEqual({ ...rows[1], rank: 1 })
    expect(rows.map(({ number }) => number)).toEqual([2, 1])
  })
})

describe('countStatuses', () => {
  test('counts every status, and trials without a row as waiting', () => {
    const rows = [row(1, 1), row(2, 1), row(3, null, 'failed'), row(4, null, 'waiting'), row(5, null, 'running')]
    expect(countStatuses(rows, 10)).toEqual({
      complete: 2,
      pruned: 0,
      interrupted: 0,
      running: 1,
      waiting: 6,
      failed: 1,
    })
    expect(countStatuses(rows)).toEqual({ complete: 2, pruned: 0, interrupted: 0, running: 1, waiting: 1, failed: 1 })
  })
})

test('buildReport says what the sweep was and how its trials stand', () => {
  const sweep = {
    name: 's',
    experiment: 'fer',
    ...sweepDefaults,
    metric: { name: 'loss', goal: 'minimize' },
    seeds: [0],
    parameters: [{ name: 'lr', values: [1, 2, 3] }],
  } as const
  const report = buildReport('s-1', sweep, [row(1, 2), row(2, 1)], 3)
  expect(report).toMatchObject({ run: 's-1', sweep: 's', metric: sweep.metric, parameters: sweep.parameters })
  expect(report.counts).toMatchObject({ complete: 2, waiting: 1 })
  expect(report.trials.map(({ number, rank }) => [number, rank])).toEqual([
    [2, 1],
    [1, 2],
  ])
})
