import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { type ConductOptions, conduct } from '../../dist/conduct/conduct.js'
import { holdRun } from '../../dist/conduct/hold-run.js'
import { systemClock } from '../../dist/core/clock.js'
import { defaultFaultPolicy } from '../../dist/core/fault-policy.js'
import { thisHolder } from '../../dist/core/holder.js'
import { sweepDefaults } from '../../dist/core/sweep-defaults.js'
import type { Params, Trial } from '../../dist/core/trial.js'
import type { Executor } from '../../dist/execute/executor.js'
import { createInlineExecutor } from '../../dist/execute/inline/inline-executor.js'
import { createPoolExecutor } from '../../dist/execute/pool/pool-executor.js'
import { createMemoryStore } from '../../dist/store/memory/memory-store.js'
import { openSqliteStore } from '../../dist/store/sqlite/sqlite-store.js'
import type { Store } from '../../dist/store/store.js'
import type { StoredTrial } from '../../dist/store/stored-trial.js'
import { experimentUrl } from '../contract/experiment-url.js'
import { temporaryFolder } from '../contract/temporary-folder.js'

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
    const failing = await setUp(run.store, 'throws.js', paramsOf(2), 'run-1')
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

test('neither the number of hosts nor that of their slots changes a reading', async () => {
  const readings = []
  for (const [hosts, slotsPerHost] of [
    [1, 1],
    [3, 1],
    [2, 2],
  ] as const) {
    const executor = createPoolExecutor({ devices: Array(hosts).fill(cpu), slotsPerHost, threads: 1 })
    onTestFinished(() => executor.close())
    const run = await setUp(createMemoryStore(systemClock), 'walks.js', paramsOf(5), undefined, executor)
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
  const run = await setUp(createMemoryStore(systemClock), 'kills-its-process.js', params, undefined, executor)
  await run.conduct()
  const trials = await run.trials()
  expect(trials.map(({ status, attempts, steps }) => ({ status, attempts, steps }))).toEqual([
    { status: 'complete', attempts: 2, steps: 4 },
    { status: 'complete', attempts: 1, steps: 4 },
  ])
  const always = await setUp(createMemoryStore(systemClock), 'always-dies.js', [{}], undefined, executor)
  await always.conduct()
  expect(await always.trials()).toMatchObject([{ status: 'failed', attempts: 4, error: { class: 'host_died' } }])
})

test('of two trials that died with their host both are tried again, each alone, so that only the guilty one fails', async () => {
  const executor = createPoolExecutor({ devices: [cpu], slotsPerHost: 2, threads: 1 })
  onTestFinished(() => executor.close())
  const folder = await temporaryFolder()
  const params = [true, false].map((kills) => ({ folder, kills }))
  const run = await setUp(createMemoryStore(systemClock), 'kills-its-neighbour.js', params, undefined, executor)
  await run.conduct()
  expect(await run.trials()).toMatchObject([
    { status: 'failed', attempts: 4, error: { class: 'host_died' } },
    { status: 'complete', attempts: 2, steps: 1 },
  ])
})

const cpu = { kind: 'cpu' } as const
const silent: ConductOptions['observer'] = { started() {}, reading() {}, log() {}, ended() {}, kept() {}, reused() {} }
const host_died = { retries: 3, backoff: 0.001 }
const faults = { ...defaultFaultPolicy, onFailure: { ...defaultFaultPolicy.onFailure, host_died } }

async function setUp(
  store: Store,
  experiment: string,
  params: readonly Params[],
  name?: string,
  executor: Executor = createInlineExecutor(systemClock),
) {
  const folder = await temporaryFolder()
  const metric = { name: 'score', goal: 'maximize' } as const
  const sweep = { name: 'run', experiment, ...sweepDefaults, faults, metric, seeds: [1], parameters: [] } as const
  const conditions = { engine: 'none', engineVersion: '', device: 'cpu', threads: 1 } as const
  const existing = (await store.runs()).find((candidate) => candidate.name === name)
  const run =
    existing ??
    (await store.createRun({
      sweep,
      sweepText: '',
      sweepFile: '',
      overrides: [],
      provenance: null,
      identity: null,
      conditions,
    }))
  const list: readonly Trial[] = params.map((each, i) => ({
    number: i + 1,
    key: `key-${i + 1}`,
    params: each,
    seed: i,
  }))
  return {
    store,
    list,
    async conduct(changes: Partial<ConductOptions> = {}) {
      const lease = await holdRun(store, run.name, thisHolder(), systemClock)
      return conduct({
        run,
        lease,
        trials: list[Symbol.iterator](),
        store,
        executor,
        clock: systemClock,
        observer: silent,
        signal: new AbortController().signal,
        retryFailed: false,
        attemptFor: (trial) => ({
          trial,
          metric,
          experiment: experimentUrl(experiment),
          baseFolder: folder,
          engine: null,
          checkpointFolder: join(folder, trial.key),
          modelFolder: null,
        }),
        ...changes,
      }).finally(() => lease.release())
    },
    async trials(): Promise<readonly StoredTrial[]> {
      const all = []
      for await (const trial of store.trials(run.name, { readings: true })) all.push(trial)
      return all
    },
  }
}

function paramsOf(count: number, steps = 4, milliseconds = 0): readonly Params[] {
  return Array.from({ length: count }, (_, i) => ({ scale: i + 1, steps, milliseconds }))
}

/** What must be the same however a trial was trained; the seconds are measured. */
function essence({ key, status, value, bestStep, readings }: StoredTrial) {
  return { key, status, value, bestStep, readings: readings.map(({ step, metrics }) => ({ step, metrics })) }
}
