import { describe, expect, onTestFinished, test } from 'vitest'
import type { NewRun } from '../../dist/core/run.js'
import { sweepDefaults } from '../../dist/core/sweep-defaults.js'
import type { Trial } from '../../dist/core/trial.js'
import type { ClaimRequest, Ended, Lease, Store, StoredTrial } from '../../dist/store/store.js'

export interface StoreUnderTest {
  readonly store: Store
  /** Moves the store's clock. */
  readonly advance: (milliseconds: number) => void
}

/** The promises of store.ts, that every store must keep. */
export function storeContract(name: string, open: () => Promise<StoreUnderTest>): void {
  describe(`${name} keeps the store's promises`, () => {
    test('runs are named after their sweep, counted, and listed newest first', async () => {
      const { store } = await opened()
      const names = []
      for (const run of [aRun, aRun, { ...aRun, name: 'mine' }]) names.push((await store.createRun(run)).name)
      expect(names).toEqual(['grid-1', 'grid-2', 'mine'])
      expect((await store.runs()).map((run) => run.name)).toEqual(['mine', 'grid-2', 'grid-1'])
      expect((await store.runs())[0]).toMatchObject({ ...aRun, createdAt: 1000 })
    })

    test('a name that is taken is refused', async () => {
      const { store } = await opened()
      await store.createRun({ ...aRun, name: 'mine' })
      await expect(store.createRun({ ...aRun, name: 'mine' })).rejects.toThrow(
        /already a run "mine".*sweep resume mine/,
      )
    })

    test('a trial is leased to one attempt at a time', async () => {
      const { store } = await withRun()
      expect(await store.claim(request())).toEqual({ state: 'leased', lease: lease(1) })
      expect(await store.claim(request())).toEqual({ state: 'held', attempt: 1, by: holder })
    })

    test('equal keys in two runs are two trials', async () => {
      const { store } = await withRun()
      await store.createRun(aRun)
      await store.claim(request())
      expect(await store.claim(request({ run: 'grid-2' }))).toMatchObject({ state: 'leased' })
    })

    test('a lease that runs out passes to the next attempt, and the first one can then neither record nor finish', async () => {
      const { store, advance } = await withRun()
      await store.claim(request())
      await store.record([{ lease: lease(1), readings: [reading(1)] }])
      advance(500)
      expect(await store.claim(request())).toMatchObject({ state: 'leased', lease: lease(2) })
      await store.record([{ lease: lease(1), readings: [reading(2)] }])
      expect(await store.finish(lease(1), complete)).toBe(false)
      expect(await only(store)).toMatchObject({ status: 'running', attempts: 2, steps: 0 })
      expect(await store.finish(lease(2), complete)).toBe(true)
    })

    test('recording renews the lease, with or without readings', async () => {
      const { store, advance } = await withRun()
      await store.claim(request())
      for (const readings of [[reading(1)], []]) {
        advance(400)
        await store.record([{ lease: lease(1), readings }])
      }
      advance(400)
      expect(await store.claim(request())).toMatchObject({ state: 'held' })
    })

    test('the lease of a holder that is gone is taken over before it runs out, once', async () => {
      const { store } = await withRun()
      await store.claim(request())
      expect(await store.claim(request({ takeOver: 1 }))).toMatchObject({ state: 'leased', lease: lease(2) })
      expect(await store.claim(request({ takeOver: 1 }))).toMatchObject({ state: 'held', attempt: 2 })
    })

    test.each([
      ['complete', { status: 'complete', metrics: { score: 2 } }, { state: 'finished', status: 'complete' }],
      ['pruned', { status: 'pruned', reason: 'hopeless' }, { state: 'finished', status: 'pruned' }],
      ['failed', { status: 'failed', error }, { state: 'finished', status: 'failed' }],
      ['interrupted', { status: 'interrupted', reason: 'Ctrl-C' }, { state: 'leased', lease: lease(2) }],
    ] as const)('claiming a trial that is %s', async (_name, outcome, expected) => {
      const { store } = await withRun()
      await store.claim(request())
      expect(await store.finish(lease(1), { ...complete, outcome })).toBe(true)
      expect(await store.claim(request())).toEqual(expected)
    })

    test('a failed trial is leased again only when that is asked for; a complete one never', async () => {
      const { store } = await withRun()
      await store.claim(request())
      await store.finish(lease(1), { ...complete, outcome: { status: 'failed', error } })
      expect(await only(store)).toMatchObject({ status: 'failed', error })
      expect(await store.claim(request({ retryFailed: true }))).toMatchObject({ state: 'leased' })
      expect(await only(store)).toMatchObject({ status: 'running', error: null })
      await store.finish(lease(2), complete)
      expect(await store.claim(request({ retryFailed: true, takeOver: 2 }))).toMatchObject({ state: 'finished' })
    })

    test('an attempt finishes once', async () => {
      const { store } = await withRun()
      await store.claim(request())
      expect(await store.finish(lease(1), complete)).toBe(true)
      expect(await store.finish(lease(1), { ...complete, value: 9 })).toBe(false)
      expect(await only(store)).toMatchObject({ status: 'complete', value: 2, bestStep: 1, seconds: 3.5, holder: null })
    })

    test('the readings of a trial are those of its last attempt, by step, every bit of them', async () => {
      const { store } = await withRun()
      const values = [0.1 + 0.2, 5e-324, 1.7976931348623157e308, -1 / 3]
      await store.claim(request())
      await store.record([{ lease: lease(1), readings: [reading(9)] }])
      await store.claim(request({ takeOver: 1 }))
      const readings = values.map((score, step) => ({ step, metrics: { score }, seconds: 0.25 }))
      await store.record([{ lease: lease(2), readings: [readings[2]!, readings[0]!] }])
      await store.record([{ lease: lease(2), readings: [readings[3]!, readings[1]!, readings[0]!] }])
      expect((await only(store, true)).readings).toEqual(readings)
      expect((await only(store)).steps).toBe(4)
      expect((await only(store)).readings).toEqual([])
    })

    test('trials come by number, as they were claimed', async () => {
      const { store } = await withRun()
      const trials = [3, 1, 2].map((number) => ({ ...aTrial, number, key: `key-${number}` }))
      for (const trial of trials) await store.claim(request({ trial }))
      const seen = await all(store)
      expect(seen.map((trial) => trial.number)).toEqual([1, 2, 3])
      expect(seen[2]).toMatchObject({ ...trials[0], status: 'running', attempts: 1, holder, value: null })
    })

    test('a trial may be written to while the trials are being read', async () => {
      const { store } = await withRun()
      for (let number = 1; number <= 3; number++) {
        await store.claim(request({ trial: { ...aTrial, number, key: `key-${number}` } }))
      }
      for await (const { key } of store.trials('grid-1')) {
        expect(await store.finish({ run: 'grid-1', key, attempt: 1 }, complete)).toBe(true)
      }
    })

    async function opened() {
      const under = await open()
      onTestFinished(() => under.store.close())
      return under
    }

    async function withRun() {
      const under = await opened()
      await under.store.createRun(aRun)
      return under
    }
  })
}

const aRun: NewRun = {
  sweep: {
    name: 'grid',
    experiment: './x.js',
    ...sweepDefaults,
    metric: { name: 'score', goal: 'maximize' },
    seeds: [0],
    parameters: [{ name: 'scale', values: [1, 2] }],
  },
  sweepText: 'name: grid # as written\n',
  sweepFile: '/somewhere/grid.yaml',
  conditions: { engine: 'wasm', engineVersion: '4.22.0', device: 'gpu', threads: 1 },
}
const aTrial: Trial = { number: 1, key: 'a', params: { scale: 1, name: 'x', deep: [1, { y: null }] }, seed: 7 }
const holder = { host: 'here', pid: 42, started: 'then' }
const error = { class: 'error', name: 'TypeError', message: 'no', stack: 'TypeError: no' } as const
const complete: Ended = {
  outcome: { status: 'complete', metrics: { score: 2 } },
  value: 2,
  bestStep: 1,
  seconds: 3.5,
}

function request(changes: Partial<ClaimRequest> = {}): ClaimRequest {
  return { run: 'grid-1', trial: aTrial, holder, leaseMilliseconds: 500, ...changes }
}

function lease(attempt: number): Lease {
  return { run: 'grid-1', key: 'a', attempt }
}

function reading(step: number) {
  return { step, metrics: { score: step }, seconds: 1 }
}

async function all(store: Store, readings = false): Promise<StoredTrial[]> {
  const trials = []
  for await (const trial of store.trials('grid-1', { readings })) trials.push(trial)
  return trials
}

async function only(store: Store, readings = false): Promise<StoredTrial> {
  const trials = await all(store, readings)
  expect(trials).toHaveLength(1)
  return trials[0]!
}
