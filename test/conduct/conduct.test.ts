import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { holdRun, RunLostError } from '#sweep/conduct/lease.js'
import { systemClock } from '#sweep/core/clock.js'
import { thisHolder } from '#sweep/core/run.js'
import type { Params } from '#sweep/core/trial.js'
import { createPoolExecutor } from '#sweep/execute/pool/executor.js'
import { createMemoryStore } from '#sweep/store/memory.js'
import { openSqliteStore } from '#sweep/store/sqlite/store.js'
import type { StoredTrial } from '#sweep/store/store.js'
import { temporaryFolder } from '../contract/temporary-folder.js'
import { setUp, silent } from './set-up.js'

describe.each([
  ['memory', async () => createMemoryStore(systemClock)],
  ['SQLite', async () => openSqliteStore(join(await temporaryFolder(), 'sweep.db'), systemClock)],
])('with the %s store', (_name, openStore) => {
  test('every trial ends complete, once, with its best reading', async () => {
    const run = await setUp(await openStore(), 'walks.js', paramsOf(4))
    await run.conduct()
    const trials = await run.trials()
    expect(trials.map(({ status, attempts }) => ({ status, attempts }))).toEqual(
      Array(4).fill({ status: 'complete', attempts: 1 }),
    )
    for (const { value, bestStep, readings } of trials) {
      const scores = readings.map((reading) => reading.metrics.score!)
      expect(value).toBe(Math.max(...scores))
      expect(readings[bestStep! - 1]!.metrics.score).toBe(value)
    }
  })

  test('what is complete is not trained again; what failed is, when that is asked for', async () => {
    const run = await setUp(await openStore(), 'walks.js', paramsOf(2))
    await run.conduct()
    const failing = await setUp(run.store, 'throws.js', paramsOf(2), { name: 'run-1' })
    await failing.conduct()
    expect((await run.trials()).map((trial) => trial.attempts)).toEqual([1, 1])

    const other = await setUp(run.store, 'throws.js', paramsOf(2))
    for (const retryFailed of [false, false, true]) await other.conduct({ retryFailed })
    expect((await other.trials()).map(({ status, attempts }) => [status, attempts])).toEqual([
      ['failed', 2],
      ['failed', 2],
    ])
  })

  test('a trial that fails does not stop the others', async () => {
    const run = await setUp(await openStore(), 'throws-when-two.js', paramsOf(3))
    await run.conduct()
    expect((await run.trials()).map((trial) => trial.status)).toEqual(['complete', 'failed', 'complete'])
  })

  test('a stop leaves nothing running, and the next conductor brings the run to its end with the same readings', async () => {
    const params = paramsOf(4, 6, 15)
    const whole = await setUp(await openStore(), 'walks.js', params)
    await whole.conduct()
    const run = await setUp(await openStore(), 'walks.js', params)
    const stop = new AbortController()
    await run.conduct({
      signal: stop.signal,
      observer: { ...silent, reading: (trial, _slot, { step }) => trial.number === 2 && step === 3 && stop.abort('x') },
    })
    expect((await run.trials()).map((trial) => trial.status)).toEqual(['complete', 'interrupted'])
    await run.conduct()
    expect((await run.trials()).map(essence)).toEqual((await whole.trials()).map(essence))
    expect((await run.trials()).map((trial) => trial.attempts)).toEqual([1, 2, 1, 1])
  })

  test('whoever holds the run takes over the trials of the one before at once', async () => {
    const run = await setUp(await openStore(), 'walks.js', paramsOf(1))
    await run.store.claim({ run: 'run-1', trial: run.list[0]!, holder: thisHolder(), leaseMilliseconds: 60_000 })
    await run.conduct()
    expect(await run.trials()).toMatchObject([{ status: 'complete', attempts: 2 }])
  })
})

test('under a lease that was lost before the beginning nothing is trained, and the run is not taken for done', async () => {
  const run = await setUp(createMemoryStore(systemClock), 'walks.js', paramsOf(2))
  const lease = await holdRun(run.store, run.run.name, thisHolder(), systemClock)
  await lease.release()
  const lost = AbortSignal.abort(new RunLostError(run.run.name, thisHolder()))
  await expect(run.conduct({ lease: { ...lease, lost } })).rejects.toThrow(RunLostError)
  expect(await run.trials()).toEqual([])
})

test('neither the number of hosts nor that of their slots changes a reading', async () => {
  const readings = []
  for (const [hosts, slotsPerHost] of [
    [1, 1],
    [3, 1],
    [2, 2],
  ] as const) {
    const executor = createPoolExecutor({ devices: Array(hosts).fill(cpu), slotsPerHost, threads: 1 })
    onTestFinished(() => executor.close())
    const run = await setUp(createMemoryStore(systemClock), 'walks.js', paramsOf(5), { executor })
    await run.conduct()
    readings.push((await run.trials()).map(essence))
  }
  expect(readings[0]).toHaveLength(5)
  expect(readings[1]).toEqual(readings[0])
  expect(readings[2]).toEqual(readings[0])
})

test('a trial whose host dies is tried again from its checkpoint, and one that always kills it fails', async () => {
  const executor = createPoolExecutor({ devices: [cpu, cpu], slotsPerHost: 1, threads: 1 })
  onTestFinished(() => executor.close())
  const params = [{ die_after: 2 }, { die_after: 0 }]
  const run = await setUp(createMemoryStore(systemClock), 'kills-its-process.js', params, { executor })
  await run.conduct()
  const trials = await run.trials()
  expect(trials.map(({ status, attempts, steps }) => ({ status, attempts, steps }))).toEqual([
    { status: 'complete', attempts: 2, steps: 4 },
    { status: 'complete', attempts: 1, steps: 4 },
  ])
  const always = await setUp(createMemoryStore(systemClock), 'always-dies.js', [{}], { executor })
  await always.conduct()
  expect(await always.trials()).toMatchObject([{ status: 'failed', attempts: 4, error: { class: 'host_died' } }])
})

test('of two trials that died with their host both are tried again, each alone, so that only the guilty one fails', async () => {
  const executor = createPoolExecutor({ devices: [cpu], slotsPerHost: 2, threads: 1 })
  onTestFinished(() => executor.close())
  const folder = await temporaryFolder()
  const params = [true, false].map((kills) => ({ folder, kills }))
  const run = await setUp(createMemoryStore(systemClock), 'kills-its-neighbour.js', params, { executor })
  await run.conduct()
  expect(await run.trials()).toMatchObject([
    { status: 'failed', attempts: 4, error: { class: 'host_died' } },
    { status: 'complete', attempts: 2, steps: 1 },
  ])
})

const cpu = { kind: 'cpu' } as const

function paramsOf(count: number, steps = 4, milliseconds = 0): readonly Params[] {
  return Array.from({ length: count }, (_, i) => ({ scale: i + 1, steps, milliseconds }))
}

/** What must be the same however a trial was trained; the seconds are measured. */
function essence({ key, status, value, bestStep, readings }: StoredTrial) {
  return { key, status, value, bestStep, readings: readings.map(({ step, metrics }) => ({ step, metrics })) }
}
