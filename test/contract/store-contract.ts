import { describe, expect, onTestFinished, test } from 'vitest'
import type { NewRun } from '#sweep/core/run.js'
import type { Trial } from '#sweep/core/trial.js'
import type { ClaimRequest, Ended, Lease, Store, StoredTrial } from '#sweep/store/store.js'
import { emptyRun } from './empty-run.js'

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

    test('every attempt is kept with its times and how it ended, that of a lost process when the next one begins', async () => {
      const { store, advance } = await withRun()
      await store.claim(request())
      advance(500)
      await store.claim(request())
      advance(20)
      await store.finish(lease(2), complete)
      expect(await only(store)).toMatchObject({ metrics: { score: 2 } })
      await store.claim(request({ trial: { ...aTrial, key: 'b', number: aTrial.number + 1 } }))
      const ended = [
        { number: 1, startedAt: 1000, endedAt: 1500, outcome: { status: 'interrupted', reason: 'its process ended' } },
        { number: 2, startedAt: 1500, endedAt: 1520, outcome: complete.outcome },
      ]
      const ofTrial = ended.map((attempt) => ({ ...attempt, key: 'a', trial: aTrial.number }))
      expect(await store.attempts('grid-1', 'a')).toEqual(ofTrial)
      const other = { key: 'b', trial: aTrial.number + 1, number: 1, startedAt: 1520, endedAt: null, outcome: null }
      expect(await store.attempts('grid-1')).toEqual([...ofTrial, other])
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

    test('a run is held by one process at a time, until it gives it back or its lease runs out', async () => {
      const { store, advance } = await withRun()
      const hold = { run: 'grid-1', holder, leaseMilliseconds: 500 }
      const second = { ...hold, holder: other }
      expect(await store.hold(hold)).toEqual({ state: 'leased' })
      advance(400)
      expect(await store.hold(second)).toEqual({ state: 'held', by: holder, since: 1000 })
      expect(await store.hold(hold)).toEqual({ state: 'leased' })
      advance(400)
      expect(await store.hold(second)).toEqual({ state: 'held', by: holder, since: 1000 })
      await store.release('grid-1', other)
      expect(await store.hold(second)).toMatchObject({ state: 'held' })
      advance(100)
      expect(await store.hold(second)).toEqual({ state: 'leased' })
      await store.release('grid-1', other)
      expect(await store.hold(hold)).toEqual({ state: 'leased' })
    })

    test('the run of a holder that is known to be gone passes on at once, to one of those who know', async () => {
      const { store } = await withRun()
      const hold = { run: 'grid-1', leaseMilliseconds: 500 }
      await store.hold({ ...hold, holder })
      expect(await store.hold({ ...hold, holder: other, takeOver: holder })).toEqual({ state: 'leased' })
      const third = { ...holder, pid: 44 }
      expect(await store.hold({ ...hold, holder: third, takeOver: holder })).toMatchObject({ by: other })
    })

    test('an edited sweep keeps its trials under new numbers, and those that it no longer names as unwanted', async () => {
      const { store } = await withRun()
      for (const [i, key] of ['a', 'b', 'c'].entries()) {
        await store.claim(request({ trial: { ...aTrial, key, number: i + 1 } }))
        await store.finish({ run: 'grid-1', key, attempt: 1 }, { ...complete, value: i })
      }
      const { sweepFile: _, ...change } = { ...aRun, sweepText: 'edited', overrides: [] }
      const numbers = [
        ['c', 1],
        ['new', 2],
        ['a', 3],
      ] as const
      expect(await store.amend('grid-1', { ...change, numbers })).toMatchObject({ ...aRun, ...change, name: 'grid-1' })
      expect((await all(store)).map(({ key, number }) => [key, number])).toEqual([
        ['c', 1],
        ['a', 3],
      ])
      expect(await store.counts('grid-1')).toMatchObject({ statuses: { complete: 2 }, unwanted: 1 })
      expect((await store.best('grid-1', 9)).map(({ key }) => key)).toEqual(['c', 'a'])
      expect([...(await store.statuses('grid-1'))]).toEqual(
        expect.arrayContaining([
          ['a', 'complete'],
          ['c', 'complete'],
        ]),
      )
      expect((await collect(store.trials('grid-1', { wanted: 'unwanted' }))).map(({ key }) => key)).toEqual(['b'])
      expect((await collect(store.trials('grid-1', { wanted: 'all' }))).map(({ key }) => key)).toEqual(['c', 'a', 'b'])

      await store.amend('grid-1', { ...change, numbers: [['b', 1]] })
      expect(await all(store)).toMatchObject([{ key: 'b', number: 1, status: 'complete', value: 1 }])
    })

    test('a trial that was unwanted is wanted again as it is when it is claimed', async () => {
      const { store } = await withRun()
      await store.claim(request())
      await store.record([{ lease: lease(1), readings: [reading(1)] }])
      await store.finish(lease(1), complete)
      const { sweepFile: _, ...change } = aRun
      await store.amend('grid-1', { ...change, numbers: [] })
      expect(await all(store)).toEqual([])
      const claim = await store.claim(request({ trial: { ...aTrial, number: 4 } }))
      expect(claim).toEqual({ state: 'finished', status: 'complete' })
      expect(await all(store, true)).toMatchObject([{ number: 4, attempts: 1, value: 2, readings: [reading(1)] }])
    })

    test('a complete trial without a value is not taken over', async () => {
      const { store } = await withRun()
      await store.createRun(aRun)
      await store.claim(request())
      await store.finish(lease(1), { ...complete, value: null, bestStep: null })
      expect(await store.claim(request({ run: 'grid-2', reuse: true }))).toMatchObject({ state: 'leased' })
    })

    test('a complete trial of another run of the same identity is taken over with its readings', async () => {
      const { store } = await withRun()
      await store.createRun(aRun)
      await store.createRun({ ...aRun, identity: 'another' })
      await store.claim(request())
      await store.record([{ lease: lease(1), readings: [reading(1), reading(2)] }])
      expect(await store.claim(request({ run: 'grid-2', reuse: true }))).toMatchObject({ state: 'leased' })
      await store.finish(lease(1), complete)

      const fresh = { ...aRun, name: 'fresh' }
      await store.createRun(fresh)
      const claim = await store.claim(request({ run: 'fresh', trial: { ...aTrial, number: 5 }, reuse: true }))
      expect(claim).toEqual({ state: 'reused', from: { run: 'grid-1', number: 1 }, value: 2 })
      const trials = await collect(store.trials('fresh', { readings: true }))
      expect(trials).toMatchObject([
        {
          number: 5,
          status: 'complete',
          value: 2,
          bestStep: 1,
          reusedFrom: 'grid-1',
          readings: [reading(1), reading(2)],
        },
      ])
      expect(await store.claim(request({ run: 'fresh' }))).toEqual({ state: 'finished', status: 'complete' })
      expect(await store.claim(request({ run: 'grid-3', reuse: true }))).toMatchObject({ state: 'leased' })
    })

    test.each([
      ['maximize', [3, 1, 2]],
      ['minimize', [2, 1, 3]],
    ] as const)('the best trials when the sweep would %s', async (goal, expected) => {
      const { store } = await opened()
      await store.createRun({ ...aRun, sweep: { ...aRun.sweep, metric: { name: 'score', goal } } })
      for (const [number, value] of [
        [1, 5],
        [2, 4],
        [3, 6],
        [4, null],
      ] as const) {
        await store.claim(request({ trial: { ...aTrial, number, key: `key-${number}` } }))
        await store.finish({ run: 'grid-1', key: `key-${number}`, attempt: 1 }, { ...complete, value })
      }
      expect((await store.best('grid-1', 2)).map(({ number }) => number)).toEqual(expected.slice(0, 2))
      expect((await store.best('grid-1', 9)).map(({ number }) => number)).toEqual(expected)
    })

    test('trials of some statuses only', async () => {
      const { store } = await withRun()
      for (const key of ['a', 'b']) await store.claim(request({ trial: { ...aTrial, key } }))
      await store.finish(lease(1), complete)
      expect((await collect(store.trials('grid-1', { status: 'running' }))).map(({ key }) => key)).toEqual(['b'])
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
  ...emptyRun,
  sweep: { ...emptyRun.sweep, parameters: [{ name: 'scale', values: [1, 2] }] },
  sweepText: 'name: grid # as written\n',
}
const aTrial: Trial = { number: 1, key: 'a', params: { scale: 1, name: 'x', deep: [1, { y: null }] }, seed: 7 }
const holder = { host: 'here', pid: 42, started: 'then' }
const other = { ...holder, pid: 43 }
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
  return collect(store.trials('grid-1', { readings }))
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const collected = []
  for await (const item of items) collected.push(item)
  return collected
}

async function only(store: Store, readings = false): Promise<StoredTrial> {
  const trials = await all(store, readings)
  expect(trials).toHaveLength(1)
  return trials[0]!
}
