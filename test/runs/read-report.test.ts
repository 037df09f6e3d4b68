import { expect, onTestFinished, test } from 'vitest'
import { systemClock } from '#sweep/core/clock.js'
import { thisHolder } from '#sweep/core/run.js'
import { sweepDefaults } from '#sweep/core/sweep.js'
import type { Outcome } from '#sweep/core/trial.js'
import { readReport, readTopReport } from '#sweep/runs/reading.js'
import { openSqliteStore } from '#sweep/store/sqlite/store.js'
import { temporaryFolder } from '../contract/temporary-folder.js'

const failed = (message: string): Outcome => ({
  status: 'failed',
  error: { class: 'error', name: 'Error', message, stack: '' },
})
const complete: Outcome = { status: 'complete', metrics: {} }

test('the first trials of a report are the same whether all are read or not, and so are the counts and failures', async () => {
  const { store, run } = await runWith([complete, failed('no'), complete, failed('no'), undefined, complete])
  const whole = await readReport(store, run)
  expect(whole.counts).toMatchObject({ complete: 3, failed: 2, running: 1, waiting: 2 })
  for (const top of [0, 1, 2, 4, 6, 9]) {
    const first = await readTopReport(store, run, top)
    expect(first).toEqual({ ...whole, trials: whole.trials.slice(0, top), hidden: Math.max(0, 6 - top) })
  }
})

test('a trial whose process is gone is interrupted in both', async () => {
  const { store, run } = await runWith([undefined], { ...thisHolder(), started: 'in another life' })
  expect((await readReport(store, run)).counts).toMatchObject({ running: 0, interrupted: 1 })
  expect((await readTopReport(store, run, 1)).counts).toMatchObject({ running: 0, interrupted: 1 })
})

/** A run of 8 trials, of which as many as there are outcomes were claimed; one without an outcome is running. */
async function runWith(outcomes: readonly (Outcome | undefined)[], holder = thisHolder()) {
  const store = openSqliteStore(`${await temporaryFolder()}/sweep.db`, systemClock)
  onTestFinished(() => store.close())
  const run = await store.createRun({
    sweep: {
      ...sweepDefaults,
      name: 's',
      experiment: './e.js',
      metric: { name: 'score', goal: 'maximize' },
      parameters: [{ name: 'x', values: [1, 2, 3, 4, 5, 6, 7, 8] }],
    },
    sweepText: '',
    sweepFile: '/s.yaml',
    overrides: [],
    conditions: { engine: 'cpu', engineVersion: '', device: 'cpu', threads: 1 },
    provenance: null,
    identity: null,
  })
  for (const [i, outcome] of outcomes.entries()) {
    const trial = { number: i + 1, key: `key${i}`, params: { x: i + 1 }, seed: 0 }
    const claim = await store.claim({ run: run.name, trial, holder, leaseMilliseconds: 60_000 })
    if (claim.state !== 'leased') throw new Error('not leased')
    const value = outcome?.status === 'complete' ? (i * 7) % 5 : null
    if (outcome) await store.finish(claim.lease, { outcome, value, bestStep: null, seconds: 1 })
  }
  return { store, run }
}
