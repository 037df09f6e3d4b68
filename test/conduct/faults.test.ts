import { readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { buildReport } from '#sweep/analyze/report.js'
import type { ConductOptions } from '#sweep/conduct/conduct.js'
import { systemClock } from '#sweep/core/clock.js'
import { databasePath } from '#sweep/core/run.js'
import type { FaultPolicy } from '#sweep/core/sweep.js'
import type { Trial } from '#sweep/core/trial.js'
import { createPoolExecutor } from '#sweep/execute/pool/executor.js'
import { createMemoryStore } from '#sweep/store/memory.js'
import { openSqliteStore } from '#sweep/store/sqlite/store.js'
import type { Store } from '#sweep/store/store.js'
import { temporaryFolder } from '../contract/temporary-folder.js'
import { useEnvironment } from '../contract/use-environment.js'
import { tableText } from '../report/table-text.js'
import { quick, setUp, silent } from './set-up.js'

/** What strikes one trial of a sweep, and how the trial ends: its status, its number of attempts, the class of its error. */
const table: readonly (readonly [string, Fault, string, number, string | undefined])[] = [
  ['nothing', { fault: 'none' }, 'complete', 1, undefined],
  ['an error is thrown', { fault: 'throw', always: true }, 'failed', 1, 'error'],
  ['a metric is NaN', { fault: 'nan', always: true }, 'failed', 1, 'diverged'],
  ['the host crashes', { fault: 'SIGSEGV' }, 'complete', 2, undefined],
  ['the host is killed', { fault: 'SIGKILL' }, 'complete', 2, undefined],
  ['the host is killed every time', { fault: 'SIGKILL', always: true }, 'failed', 4, 'host_died'],
  ['the experiment ends its process', { fault: 'exit' }, 'complete', 2, undefined],
  ['the heap is used up', { fault: 'heap' }, 'complete', 2, undefined],
  ['the heap is used up every time', { fault: 'heap', always: true }, 'failed', 2, 'out_of_memory'],
  ['an endless loop', { fault: 'loop' }, 'complete', 2, undefined],
  ['an endless loop every time', { fault: 'loop', always: true }, 'failed', 2, 'timeout'],
  ['it takes longer than it may', { fault: 'dawdle', always: true }, 'failed', 2, 'timeout'],
]

test('each fault costs the trial that it strikes what the table says, and no other trial anything', async () => {
  useEnvironment({ NODE_OPTIONS: '--max-old-space-size=64' })
  const run = await pooled(
    table.map(([, fault]) => fault),
    { stallTimeout: 1 },
  )
  const timeLimit = (trial: Trial) => ({
    ...run.attemptFor(trial),
    timeoutMilliseconds: trial.params.fault === 'dawdle' ? 1500 : null,
  })
  expect(await run.conduct({ attemptFor: timeLimit })).toEqual({ how: 'done' })
  const trials = await run.trials()
  const ended = trials.map(({ status, attempts, error }, i) => [
    ...table[i]!.slice(0, 2),
    status,
    attempts,
    error?.class,
  ])
  expect(ended).toEqual(table)
  // Those that went on had a checkpoint to go on from: without it the fault would have struck again.
  for (const { status, readings } of trials) {
    if (status === 'complete') expect(readings.map(({ step }) => step)).toEqual([1, 2, 3, 4])
  }
})

describe('a trial', () => {
  test.each([
    ['truncated', (path: string) => truncateSync(path, 100)],
    ['corrupted', flipLastByte],
    ['empty', (path: string) => truncateSync(path, 0)],
  ])('whose newest checkpoint is %s goes on from the one before', async (_how, damage) => {
    const { trial, said, steps } = await resumeAfterDamage((names) => names.slice(-1), damage)
    expect(trial).toMatchObject(complete(2))
    expect(said).toMatch(/step-000000002\.safetensors: this checkpoint is damaged/)
    expect(said).not.toContain('starts again')
    expect(steps).toEqual([1, 2, 1, 2, 3, 4])
  })

  test('whose checkpoints are all corrupted starts again and says so', async () => {
    const { trial, said } = await resumeAfterDamage((names) => names, flipLastByte)
    // From its first step it meets what killed it once more, and then goes on from there.
    expect(trial).toMatchObject(complete(3))
    expect(said).toContain('every checkpoint is damaged; the trial starts again from its first step')
  })
})

test('a trial that diverged stands last in the report, which says why', async () => {
  const run = await pooled([{ fault: 'nan' }, { fault: 'none' }])
  await run.conduct()
  const report = buildReport('run-1', run.run.sweep, await run.trials(), 2)
  expect(report.trials.map(({ number, rank }) => [number, rank])).toEqual([
    [2, 1],
    [1, null],
  ])
  expect(tableText(report)).toContain('trial 1 failed: diverged: score is NaN at step 3')
})

test('what ran out of memory is tried again alone, when everything else has ended', async () => {
  useEnvironment({ NODE_OPTIONS: '--max-old-space-size=64' })
  const run = await pooled([{ fault: 'heap' }, ...Array(6).fill({ fault: 'none' }), { fault: 'heap' }])
  const underWay = new Set<number>()
  const beside: (readonly [number, number])[] = []
  await run.conduct({
    observer: {
      ...silent,
      started({ number }, attempt) {
        underWay.add(number)
        if (attempt > 1) beside.push([number, underWay.size])
      },
      ended: ({ number }) => underWay.delete(number),
    },
  })
  expect((await run.trials()).map(({ status }) => status)).toEqual(Array(8).fill('complete'))
  expect(beside.sort()).toEqual([
    [1, 1],
    [8, 1],
  ])
})

test('when the first three trials fail with the same error the sweep stops and says with which', async () => {
  const run = await pooled(Array(20).fill({ fault: 'throw', always: true }))
  expect(await run.conduct()).toMatchObject({
    how: 'same_failure',
    trials: 3,
    error: { class: 'error', name: 'TypeError', message: 'the data has 7 columns' },
  })
  const statuses = (await run.trials()).map(({ status }) => status)
  expect(statuses.filter((status) => status === 'failed').length).toBeGreaterThanOrEqual(3)
  expect(statuses.length).toBeLessThanOrEqual(5)
  // Asked again it tries again, and stops again.
  expect(await run.conduct({ retryFailed: true })).toMatchObject({ how: 'same_failure' })
  expect((await run.trials())[0]!.attempts).toBe(2)
})

test('max_consecutive_failures: 0 lets every trial fail', async () => {
  const run = await pooled(Array(5).fill({ fault: 'throw' }), { maxConsecutiveFailures: 0 })
  expect(await run.conduct()).toEqual({ how: 'done' })
  expect((await run.trials()).map(({ status }) => status)).toEqual(Array(5).fill('failed'))
})

test('a store that can no longer be written ends every attempt at once', async () => {
  const folder = await temporaryFolder()
  const store = openSqliteStore(databasePath(folder), systemClock)
  const run = await pooled([{ fault: 'loop' }, { fault: 'dawdle' }], {}, store)
  const conducted = run.conduct({
    // The connection is closed under the conductor.
    observer: {
      ...silent,
      reading: ({ number }, _slot, { step }) => number === 2 && step === 10 && void store.close(),
    },
  })
  await expect(conducted).rejects.toThrow()
})

const cpu = { kind: 'cpu' } as const

function complete(attempts: number) {
  return { status: 'complete', attempts } as const
}

/** Runs trials of the experiment `faulty` in two hosts. */
async function pooled(
  params: readonly Fault[],
  faults: Partial<FaultPolicy> = {},
  store: Store = createMemoryStore(systemClock),
) {
  const executor = createPoolExecutor({ devices: [cpu, cpu], slotsPerHost: 1, threads: 1 })
  onTestFinished(() => executor.close())
  return setUp(store, 'faulty.js', params, { executor, faults: { ...quick, ...faults } })
}

/** What the experiment `faulty` is told to do. */
type Fault = { readonly fault: string; readonly always?: boolean }

/** Loses the host, and damages some of the trial's checkpoints before it is tried again for the first time. */
async function resumeAfterDamage(
  which: (names: readonly string[]) => readonly string[],
  damage: (path: string) => void,
) {
  const run = await pooled([{ fault: 'SIGKILL' }])
  const lines: string[] = []
  const steps: number[] = []
  let damaged = false
  const observer: ConductOptions['observer'] = {
    ...silent,
    log: (_trial, _slot, line) => lines.push(line),
    reading: (_trial, _slot, { step }) => steps.push(step),
    ended({ key }) {
      if (damaged) return
      damaged = true
      const names = readdirSync(join(run.folder, key)).filter((name) => name.endsWith('.safetensors'))
      for (const name of which(names.sort())) damage(join(run.folder, key, name))
    },
  }
  await run.conduct({ observer })
  return { trial: (await run.trials())[0], said: lines.join('\n'), steps }
}

function flipLastByte(path: string): void {
  const bytes = readFileSync(path)
  bytes[bytes.length - 1]! ^= 1
  writeFileSync(path, bytes)
}
