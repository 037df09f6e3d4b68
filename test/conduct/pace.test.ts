import { expect, test } from 'vitest'
import { createPace, earlierPace } from '#sweep/conduct/pace.js'
import { systemClock } from '#sweep/core/clock.js'
import { thisHolder } from '#sweep/core/run.js'
import { sweepDefaults } from '#sweep/core/sweep.js'
import { createMemoryStore } from '#sweep/store/memory.js'

test('a number of seconds is taken as it is', () => {
  expect(createPace(0.5).attempt().patience()).toBe(500)
})

test('auto waits for ever until five readings have come, whichever trials gave them', () => {
  const pace = createPace('auto')
  const [a, b] = [pace.attempt(), pace.attempt()]
  for (const seconds of [20, 20, 20, 20]) a.reading(seconds)
  expect(b.patience()).toBe(Number.POSITIVE_INFINITY)
  b.reading(20)
  expect(pace.attempt().patience()).toBe(200_000)
})

test('auto is ten times the median, whatever single readings took, and never under a minute', () => {
  const pace = createPace('auto')
  const attempt = pace.attempt()
  for (const seconds of [9, 9, 9, 9, 5000]) attempt.reading(seconds)
  expect(attempt.patience()).toBe(90_000)
  for (let i = 0; i < 500; i++) attempt.reading(0.001)
  expect(attempt.patience()).toBe(60_000)
})

test('a trial that is slower than the others is measured by its own pace', () => {
  const pace = createPace('auto')
  const [quick, slow] = [pace.attempt(), pace.attempt()]
  for (let i = 0; i < 100; i++) quick.reading(1)
  for (let i = 0; i < 3; i++) slow.reading(30)
  expect(quick.patience()).toBe(60_000)
  expect(slow.patience()).toBe(300_000)
})

test('after a resume the pace is that of the trials that were complete before', async () => {
  const store = createMemoryStore(systemClock)
  const metric = { name: 'score', goal: 'maximize' } as const
  const sweep = { ...sweepDefaults, name: 'run', experiment: './e.js', metric, parameters: [] }
  const conditions = { engine: 'cpu', engineVersion: '', device: 'cpu', threads: 1 } as const
  const given = { sweepText: '', sweepFile: '', overrides: [], provenance: null, identity: null }
  const run = await store.createRun({ ...given, sweep, conditions })
  const trial = { number: 1, key: 'a', params: {}, seed: 0 }
  const claim = await store.claim({ run: run.name, trial, holder: thisHolder(), leaseMilliseconds: 60_000 })
  if (claim.state !== 'leased') throw new Error('not leased')
  const readings = [1, 2, 3, 4, 5].map((step) => ({ step, metrics: { score: step }, seconds: 30 }))
  await store.record([{ lease: claim.lease, readings }])
  await store.finish(claim.lease, { outcome: { status: 'complete', metrics: {} }, value: 5, bestStep: 5, seconds: 150 })
  const earlier = await earlierPace(store, run.name)
  expect(earlier).toEqual([30, 30, 30, 30, 30])
  expect(createPace('auto', earlier).attempt().patience()).toBe(300_000)
})
