import { describe, expect, test } from 'vitest'
import { judgeRetraining } from '#sweep/analyze/retraining.js'
import { retrainingText } from '#sweep/report/retraining.js'

const accuracy = { name: 'acc', goal: 'maximize' } as const
const loss = { name: 'loss', goal: 'minimize' } as const
const interval = { low: 0.5, high: 0.7, level: 0.95, kind: 't' } as const
const binomial = { low: 0.5, high: 0.7, level: 0.95, kind: 'binomial' } as const

describe('what training a point again shows', () => {
  test.each([
    ['one seed as it is recorded', [seed(0, 0.8, 0.8)], interval, 'reproduced', ['reproduced'], 0],
    ['one seed that is another, within', [seed(0, 0.6, 0.8)], interval, 'within', ['not_reproduced'], 0],
    ['one seed that is another, outside', [seed(0, 0.8, 0.6)], binomial, 'outside', ['not_reproduced'], 0],
    ['a new seed at the very end of the interval', [seed(5, 0.7, null)], interval, 'within', ['new'], 5],
    ['no interval', [seed(5, 0.7, null)], null, 'no_interval', ['new'], 5],
    ['two seeds', [seed(0, 0.8, 0.8), seed(1, 0.4, 0.4)], interval, 'within', ['reproduced', 'reproduced'], 0],
    ['equal seeds, of which the first is kept', [seed(3, 0.6, 0.6), seed(1, 0.6, 0.6)], null, 'no_interval', null, 3],
    ['a seed that failed', [failed(0), seed(1, 0.6, null)], interval, 'within', ['not_complete', 'new'], 1],
    ['seeds that all failed', [failed(0), failed(1)], interval, 'no_value', ['not_complete', 'not_complete'], null],
  ] as const)('%s', (_what, seeds, recorded, mean, verdicts, kept) => {
    const judged = judgeRetraining(accuracy, seeds, { interval: recorded, same: true })
    expect(judged.meanVerdict.kind).toBe(mean)
    if (verdicts) expect(judged.seeds.map(({ verdict }) => verdict)).toEqual(verdicts)
    expect(judged.kept?.seed ?? null).toBe(kept)
  })

  test('the same value at another step is not the same training', () => {
    const other = { ...seed(0, 0.8, 0.8), bestStep: 9 }
    expect(judgeRetraining(accuracy, [other], { interval, same: true }).seeds[0]!.verdict).toBe('not_reproduced')
  })

  test('the lowest loss is the best, and without a value the first is kept', () => {
    const seeds = [seed(0, 0.8, null), seed(1, 0.4, null)]
    expect(judgeRetraining(loss, seeds, { interval: null, same: true })).toMatchObject({
      ...{ kept: { seed: 1 }, keptAs: 'best' },
      mean: (0.8 + 0.4) / 2,
    })
    const without = seeds.map((each) => ({ ...each, value: null, bestStep: null }))
    expect(judgeRetraining(loss, without, { interval: null, same: false })).toMatchObject({
      ...{ kept: { seed: 0 }, keptAs: 'first', mean: null },
      meanVerdict: { kind: 'other_parameters' },
    })
  })
})

describe('what is said of it', () => {
  test('one seed that is reproduced takes one line', () => {
    expect(said([seed(0, 0.8, 0.8)])).toEqual(['acc 0.8 at step 2; the recorded value is reproduced bit for bit'])
  })

  test('one that is not, with both values, what differs, and whether the interval holds it', () => {
    expect(said([seed(0, 0.75, 0.5)], ['threads: 1 -> 2'])).toEqual([
      'acc 0.75 at step 2; NOT reproduced: recorded 0.5 at step 2, a difference of 0.2500',
      'Otherwise than when the run began: threads: 1 -> 2.',
      'The value, 0.7500, lies OUTSIDE of the recorded interval from 0.5000 to 0.7000 (95 %, t over seeds).',
    ])
    expect(said([seed(0, 0.75, 0.5)])[1]).toMatch(/^Nothing that is recorded differs/)
  })

  test('several, each with its trial, and which is kept', () => {
    expect(said([seed(1, 0.8, 0.8), { ...seed(7, 0.5, null), trial: null }, failed(8)])).toEqual([
      'seed 1 (trial 1): acc 0.8 at step 2; the recorded value is reproduced bit for bit',
      'seed 7: acc 0.5 at step 2; the run has no value of this seed to compare with',
      'seed 8 (trial 8): not trained to its end',
      'The mean of the seeds, 0.6500, lies within the recorded interval from 0.5000 to 0.7000 (95 %, t over seeds).',
      'Kept: seed 1, the best by acc.',
    ])
  })
})

function said(seeds: Parameters<typeof judgeRetraining>[1], differences: readonly string[] = []) {
  return retrainingText(judgeRetraining(accuracy, seeds, { interval, same: true }), differences)
}

function seed(number: number, value: number, recorded: number | null) {
  const known = recorded === null ? null : { value: recorded, bestStep: 2 }
  return { seed: number, trial: number, complete: true, value, bestStep: 2, recorded: known }
}

function failed(number: number) {
  return { ...seed(number, 0, null), complete: false, value: null, bestStep: null }
}
