import { expect, test } from 'vitest'
import { trialDetails } from '#sweep/analyze/trial-details.js'
import type { ErrorRecord } from '#sweep/core/errors.js'
import type { AttemptRow, TrialRow } from '#sweep/core/run-data.js'
import { renderTrial, renderTrialJson } from '#sweep/report/trial.js'
import { emptyRun } from '../../contract/empty-run.js'

const run = {
  ...emptyRun,
  name: 'widths-2',
  createdAt: 0,
  sweep: {
    ...emptyRun.sweep,
    metric: { name: 'val_accuracy', goal: 'maximize' },
    parameters: [
      { name: 'optimizer', values: ['nesterov', 'adam'] },
      { name: 'momentum', values: [0.9, 0.99], when: { match: { optimizer: ['nesterov'] } } },
      { name: 'lr', distribution: { kind: 'uniform', min: 0, max: 1 } },
      { name: 'layers', values: [[64, 128]] },
    ],
  },
} as const

const died: ErrorRecord = {
  class: 'host_died',
  name: 'HostDied',
  message: 'its process was killed by SIGKILL\nwithout a word, while it trained step 3 of 40',
  stack: '',
}

const finished: TrialRow = {
  ...{
    number: 3,
    key: '00000000000000c3',
    params: { optimizer: 'adam', lr: 0.0012345678901234567, layers: [64, 128] },
  },
  ...{ seed: 7, status: 'complete', value: 0.91, bestStep: 38, metrics: { test_accuracy: 0.9 }, steps: 40 },
  ...{ seconds: 83.4, error: null, reusedFrom: null, continuedFrom: '00000000000000aa' },
  readings: Array.from({ length: 40 }, (_, i) => ({
    step: i + 1,
    seconds: 2,
    metrics: {
      train_loss: 2 / (i + 1),
      val_accuracy: i === 37 ? 0.91 : 0.9 - 0.5 / (i + 1),
      ...(i > 1 && { val_loss: 1 + (i - 20) ** 2 / 400 }),
      lr: 0.1,
    },
  })),
}

const attempts: readonly AttemptRow[] = [
  { trial: 3, number: 1, startedAt: 1e12, endedAt: 1e12 + 61_000, outcome: { status: 'failed', error: died } },
  { trial: 3, number: 2, startedAt: 1e12 + 62_000, endedAt: null, outcome: null },
  {
    ...{ trial: 3, number: 3, startedAt: 1e12 + 90_000, endedAt: 1e12 + 95_500 },
    outcome: { status: 'interrupted', reason: 'stopped by Ctrl-C' },
  },
  {
    ...{ trial: 3, number: 4, startedAt: 2e12, endedAt: 2e12 + 7_500_000 },
    outcome: { status: 'complete', metrics: {} },
  },
]

const files = [
  { path: 'runs/widths-2/checkpoints/c3/step-000000040.safetensors', bytes: 5_812_345 },
  { path: 'runs/widths-2/artifacts/c3/validation.safetensors', bytes: 812 },
]

test('trial.txt is what a person reads, within the width of the terminal but for paths', async () => {
  const text = renderTrial(trialDetails(run, finished, attempts), files, 72)
  await expect(text).toMatchFileSnapshot('../../golden/trial.txt')
  const lines = text.slice(0, text.indexOf('\nfiles')).split('\n')
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(72)
})

test('of an error of the experiment the place stands behind the message, and its stack below', () => {
  const stack = `TypeError: no luck\n    at deep (/lab/deep.ts:3:9)\n    at run (/lab/a.ts:4:2)\n    at runAttempt (/x.js:1:1)`
  const error = { class: 'error', name: 'TypeError', message: 'no luck', stack, at: 'deep.ts:3:9' } as const
  const failed: TrialRow = { ...finished, status: 'failed', error }
  const text = renderTrial(trialDetails(run, failed, []), [])
  expect(text).toContain('\nTypeError: no luck (deep.ts:3:9)\n')
  expect(text).toMatch(
    /\nwhere it was thrown\n {2}at deep \(\/lab\/deep\.ts:3:9\)\n {2}at run \(\/lab\/a\.ts:4:2\)\n\n/,
  )
})

test('a trial that failed, or has only begun, says so and leaves out what there is not', () => {
  const bare = { ...finished, metrics: null, value: null, bestStep: null, steps: 0, seconds: 0, readings: [] }
  const failed: TrialRow = { ...bare, continuedFrom: null, status: 'failed', error: died }
  expect(renderTrial(trialDetails(run, failed, attempts.slice(0, 1)), [])).toMatch(
    /^trial 3 of run widths-2: failed\nkey 00000000000000c3, seed 7\nhost died: its process was killed by SIGKILL without a word, while it trained step 3 of 40\n\nsearched /,
  )
  const running: TrialRow = { ...bare, status: 'running' }
  const text = renderTrial(trialDetails(run, running, [{ ...attempts[1]!, number: 1 }]), [])
  expect(text).toMatch(/ 1 {2}2001-09-09 01:47:42 {7}- {2}running$/)
  expect(text).not.toMatch(/result|readings|files/)
})

test('JSON has everything in full', () => {
  const json = JSON.parse(renderTrialJson(trialDetails(run, finished, attempts), files))
  expect(json).toMatchObject({
    ...{ run: 'widths-2', trial: 3, key: finished.key, params: finished.params, seed: 7, status: 'complete' },
    ...{
      metric: { name: 'val_accuracy', goal: 'maximize' },
      value: 0.91,
      best_step: 38,
      metrics: { test_accuracy: 0.9 },
    },
    ...{ reused_from: null, continued_from: '00000000000000aa', readings: finished.readings, files },
  })
  expect(
    json.attempts.map(({ seconds, outcome }: { seconds: number; outcome: unknown }) => [seconds, outcome]),
  ).toEqual([
    [61, { status: 'failed', error: died }],
    [null, null],
    [5.5, { status: 'interrupted', reason: 'stopped by Ctrl-C' }],
    [7500, { status: 'complete', metrics: {} }],
  ])
})
