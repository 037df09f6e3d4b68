import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { holdRun, type RunLease } from '#sweep/conduct/lease.js'
import { type Clock, systemClock } from '#sweep/core/clock.js'
import { type Holder, thisHolder } from '#sweep/core/run.js'
import { sweepDefaults } from '#sweep/core/sweep.js'
import { createMemoryStore } from '#sweep/store/memory.js'
import { openSqliteStore } from '#sweep/store/sqlite/store.js'
import type { Store } from '#sweep/store/store.js'
import { temporaryFolder } from '../contract/temporary-folder.js'

const here = thisHolder()
/** A process of this machine that lives as long as this one: the one that started it. */
const living: Holder = { host: here.host, pid: process.ppid, started: '' }
/** A number that no process can have. */
const gone: Holder = { ...here, pid: 2 ** 30 }
const elsewhere: Holder = { host: 'another-machine', pid: 7, started: 'x' }
const lease = 60_000

describe.each([
  ['memory', async (clock: Clock) => createMemoryStore(clock)],
  ['SQLite', async (clock: Clock) => openSqliteStore(join(await temporaryFolder(), 'sweep.db'), clock)],
])('with the %s store', (_name, openStore) => {
  test('a run that a living process holds is left alone, and told are process, host and since when', async () => {
    const { store, clock } = await setUp(openStore)
    await hold(store, living, clock)
    clock.pass(5_000)
    await expect(hold(store, here, clock)).rejects.toMatchObject({
      name: 'RunHeldError',
      message: expect.stringContaining(
        `by process ${living.pid} on ${living.host} since 2026-01-01 00:00:00 UTC. Wait for it`,
      ),
    })
  })

  test('a process of this machine that is gone is followed at once', async () => {
    const { store, clock } = await setUp(openStore)
    await hold(store, gone, clock)
    await hold(store, here, clock)
    await expect(hold(store, living, clock)).rejects.toThrow(`by process ${here.pid}`)
  })

  test('a process of another machine is followed when its lease has run out, not before', async () => {
    const { store, clock } = await setUp(openStore)
    await hold(store, elsewhere, clock)
    clock.pass(lease - 1)
    await expect(hold(store, here, clock)).rejects.toThrow('by process 7 on another-machine')
    clock.pass(2)
    await hold(store, here, clock)
  })

  test('a lease that is renewed does not run out, and one that is released is free', async () => {
    const { store, clock } = await setUp(openStore)
    const held = await hold(store, living, clock)
    for (let i = 0; i < 10; i++) {
      clock.pass(lease / 2)
      await held.confirm()
    }
    await expect(hold(store, here, clock)).rejects.toThrow('since 2026-01-01 00:00:00 UTC')
    await held.release()
    await hold(store, here, clock)
  })

  test('whoever slept until another took over is told so', async () => {
    const { store, clock } = await setUp(openStore)
    const slept = await hold(store, living, clock)
    clock.pass(lease + 1)
    await hold(store, here, clock)
    await expect(slept.confirm()).rejects.toThrow(`now belongs to process ${here.pid} on ${here.host}`)
    // What it gives back is no longer its own.
    await slept.release()
    await expect(hold(store, living, clock)).rejects.toThrow(`by process ${here.pid}`)
  })
})

test('a lease is renewed by itself, and its signal says when it is lost', async () => {
  const store = createMemoryStore(systemClock)
  await store.createRun(newRun)
  let holds = 0
  const hold: typeof store.hold = (request) => {
    holds++
    return store.hold(request)
  }
  const milliseconds = 600
  const began = systemClock.now()
  const held = await holdRun({ ...store, hold }, 'run-1', living, systemClock, milliseconds)
  onTestFinished(() => held.release())
  // It is renewed when a sixth of it has passed, so that after eight times it would long have run out.
  await vi.waitUntil(() => holds > 8, { timeout: 30_000 })
  expect(systemClock.now() - began).toBeGreaterThan(milliseconds)
  expect(await store.hold({ run: 'run-1', holder: here, leaseMilliseconds: 1 })).toMatchObject({
    state: 'held',
    by: living,
  })
  expect(held.lost.aborted).toBe(false)
  await store.hold({ run: 'run-1', holder: here, leaseMilliseconds: 60_000, takeOver: living })
  await vi.waitUntil(() => held.lost.aborted)
  expect(held.lost.reason).toMatchObject({ name: 'RunLostError', holder: here })
})

const newRun = {
  sweep: {
    ...sweepDefaults,
    name: 'run',
    experiment: 'fer',
    metric: { name: 'score', goal: 'maximize' },
    parameters: [],
  },
  sweepText: '',
  sweepFile: '',
  overrides: null,
  provenance: null,
  identity: null,
  conditions: { engine: 'none', engineVersion: '', device: 'cpu', threads: 1 },
} as const

async function setUp(openStore: (clock: Clock) => Promise<Store>) {
  let now = Date.UTC(2026, 0, 1)
  const clock = {
    now: () => now,
    monotonic: () => now,
    pass(milliseconds: number) {
      now += milliseconds
    },
  }
  const store = await openStore(clock)
  onTestFinished(() => store.close())
  await store.createRun(newRun)
  return { store, clock }
}

async function hold(store: Store, holder: Holder, clock: Clock): Promise<RunLease> {
  const held = await holdRun(store, 'run-1', holder, clock, lease)
  onTestFinished(() => held.release())
  return held
}
