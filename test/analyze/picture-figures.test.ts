import { describe, expect, test } from 'vitest'
import { bestCells, comparableParameters } from '#sweep/analyze/figures/cells.js'
import { confusionCells } from '#sweep/analyze/figures/confusion.js'
import { pointCurves } from '#sweep/analyze/figures/curves.js'
import { reliability } from '#sweep/analyze/figures/reliability.js'
import { attemptBars, trialEnds } from '#sweep/analyze/figures/timeline.js'
import type { AttemptRow } from '#sweep/core/run-data.js'
import { exampleRun } from '../report/pictures/example-run.js'

const { data, analysis } = exampleRun()
const predictions = {
  splits: ['held'],
  classes: ['no', 'yes'],
  logits: Float32Array.of(2, 0, 2, 0, 0, 1, 0, 1),
  labels: Int32Array.of(0, 1, 1, 1),
  temperature: 2,
}

describe('the bars of attempts', () => {
  const lanes = (...attempts: readonly Partial<AttemptRow>[]) =>
    attemptBars({
      ...data,
      attempts: attempts.map((attempt) => ({
        trial: 1,
        number: 1,
        startedAt: 0,
        endedAt: 0,
        outcome: null,
        ...attempt,
      })),
    }).map(({ trial, start, end, lane, ended }) => [trial, start, end, lane, ended])

  test('stand in the first lane that is free', () => {
    const complete = { outcome: { status: 'complete', metrics: {} } } as const
    expect(
      lanes(
        { trial: 1, startedAt: 1000, endedAt: 4000, ...complete },
        { trial: 2, startedAt: 1000, endedAt: 2000, ...complete },
        { trial: 3, startedAt: 2000, endedAt: 5000, ...complete },
        { trial: 4, startedAt: 3000, endedAt: 6000, ...complete },
      ),
    ).toEqual([
      [1, 0, 3, 1, 'complete'],
      [2, 0, 1, 2, 'complete'],
      [3, 1, 4, 2, 'complete'],
      [4, 2, 5, 3, 'complete'],
    ])
  })

  test('are found of as many attempts as a run may have', () => {
    const attempts = Array.from({ length: 150_000 }, (_, i): AttemptRow => {
      return { trial: i + 1, number: 1, startedAt: i, endedAt: i + 1, outcome: null }
    })
    expect(attemptBars({ ...data, attempts }).at(-1)).toMatchObject({ start: 149.999, end: 150, lane: 1 })
  })

  test('end with the next attempt where one was lost, and with all that is known where it runs', () => {
    expect(
      lanes(
        { trial: 1, startedAt: 0, endedAt: null },
        { trial: 1, number: 2, startedAt: 3000, endedAt: 9000, outcome: { status: 'pruned', reason: '' } },
        { trial: 12, startedAt: 4000, endedAt: null },
        { trial: 2, startedAt: 5000, endedAt: null },
      ),
    ).toEqual([
      [1, 0, 3, 1, 'lost'],
      [1, 3, 9, 1, 'pruned'],
      [12, 4, 9, 2, 'running'],
      [2, 5, 9, 3, 'lost'],
    ])
  })
})

test('the best so far goes by the end of trials, not by their numbers', () => {
  const ends = trialEnds(data)
  expect(ends.map(({ trial }) => trial.number)).toEqual([2, 1, 4, 3, 6, 5, 8, 7, 9, 11])
  for (const [i, { best }] of ends.entries())
    expect(best).toBe(Math.max(...ends.slice(0, i + 1).map((end) => end.value)))
})

describe('a curve', () => {
  test('is the mean over the complete trials of its point, between the lowest and the highest', () => {
    const [, second] = pointCurves(data, analysis, 'val_accuracy')
    const values = second!.trials.map((number) => data.trials[number - 1]!.readings[2]!.metrics.val_accuracy!)
    expect(second).toMatchObject({ rank: 2, trials: [7, 8] })
    expect(second!.steps[2]).toEqual({
      step: 3,
      mean: (values[0]! + values[1]!) / 2,
      low: Math.min(...values),
      high: Math.max(...values),
    })
  })

  test('has so many steps at most, the last among them', () => {
    expect(pointCurves(data, analysis, 'lr', 3)[0]!.steps.map(({ step }) => step)).toEqual([2, 4, 6])
  })
})

describe('cells', () => {
  test('hold the best of the points with their values, in the order of the sweep', () => {
    const cells = bestCells(analysis, data.run.sweep, 'optimizer', null)
    expect(cells.map(({ x, of }) => [x, of])).toEqual([
      ['adam', 2],
      ['sgd', 2],
      ['nesterov', 2],
    ])
    expect(cells.map(({ point }) => point.params.schedule)).toEqual(['plateau', 'plateau', 'plateau'])
  })

  test('are made of parameters that differ, words before numbers', () => {
    expect(comparableParameters(analysis, data.run.sweep)).toEqual(['optimizer', 'schedule', 'lr'])
    expect(comparableParameters(analysis, data.run.sweep, 2)).toEqual(['schedule', 'lr'])
  })
})

test('a confusion is normalised by its true classes', () => {
  expect(confusionCells(predictions).map(({ count, share }) => [count, share])).toEqual([
    [1, 1],
    [0, 0],
    [1, 1 / 3],
    [2, 2 / 3],
  ])
})

test('the calibration error is the mean gap of the bins that it is shown with', () => {
  const { bins, error } = reliability(predictions, 1)!
  // Softmax of (2, 0) and of (0, 1).
  const [surer, sure] = [1 / (1 + Math.exp(-2)), 1 / (1 + Math.exp(-1))]
  expect(bins.map(({ count, accuracy }) => [count, accuracy])).toEqual([
    [2, 1],
    [2, 0.5],
  ])
  expect(bins[0]!.confidence).toBeCloseTo(sure, 12)
  expect(bins[1]!.confidence).toBeCloseTo(surer, 12)
  expect(error).toBeCloseTo((2 * (1 - sure) + 2 * (surer - 0.5)) / 4, 12)
  expect(reliability(predictions, 2)!.bins.at(-1)!.confidence).toBeCloseTo(sure, 12)
})
