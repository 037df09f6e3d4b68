import { expect, onTestFinished, test } from 'vitest'
import type { Device } from '#sweep/core/run.js'
import { createPoolExecutor } from '#sweep/execute/pool/executor.js'
import { executorContract } from '../contract/executor-contract.js'
import { temporaryFolder } from '../contract/temporary-folder.js'
import { attemptAt } from './attempt-at.js'

const cpu = { kind: 'cpu' } as const

executorContract('a pool of one host', () => createPoolExecutor({ devices: [cpu], slotsPerHost: 1, threads: 1 }))
executorContract('a pool of two hosts with two slots each', () =>
  createPoolExecutor({ devices: [cpu, cpu], slotsPerHost: 2, threads: 1 }),
)

test('a host that dies costs its attempt only: the next one gets a new host and goes on from the checkpoint', async () => {
  const pool = openPool()
  const attempt = attemptAt('kills-its-process.js', { die_after: 2 }, await temporaryFolder())
  const first = await pool.execute(attempt, ignore, never)
  expect(first).toMatchObject({ status: 'failed', error: { class: 'host_died' } })
  expect(first).toHaveProperty('error.message', expect.stringContaining('by SIGSEGV'))
  const steps: number[] = []
  const second = await pool.execute(attempt, { ...ignore, reading: ({ step }) => steps.push(step) }, never)
  expect(second.status).toBe('complete')
  expect(steps).toEqual([1, 2, 3, 4])
})

test('what an experiment prints goes to its log, not to our standard output', async () => {
  const lines: string[] = []
  const attempt = attemptAt('prints.js', {}, await temporaryFolder())
  await openPool().execute(attempt, { ...ignore, log: (line) => lines.push(line) }, never)
  expect(lines.sort()).toEqual(['printed on stderr', 'printed on stdout', 'said through the context'])
})

test('hosts stay warm: attempts one after another run in one process', async () => {
  const pool = openPool()
  const pids = new Set<string>()
  for (let i = 0; i < 3; i++) {
    const attempt = attemptAt('tells-its-process.js', {}, await temporaryFolder())
    await pool.execute(attempt, { ...ignore, log: (line) => pids.add(line) }, never)
  }
  expect(pids.size).toBe(1)
})

test.each([
  ['shared', [1, 2, 3]],
  ['thread', [1, 1, 1]],
] as const)(
  'with isolation %s the modules of a trial are those of the trials before: %j',
  async (isolation, counts) => {
    const pool = openPool()
    const lines: string[] = []
    const found: unknown[] = []
    for (let i = 0; i < 3; i++) {
      const attempt = { ...attemptAt('leaves-things.js', {}, await temporaryFolder()), isolation }
      const outcome = await pool.execute(attempt, { ...ignore, log: (line) => lines.push(line) }, never)
      found.push(outcome.status === 'complete' && outcome.metrics.trials)
    }
    expect(found).toEqual(counts)
    // A thread of its own has nothing to name.
    expect(lines).toHaveLength(isolation === 'shared' ? 1 : 0)
  },
)

test('as many attempts as slots are under way at once, spread evenly over the hosts', async () => {
  const pool = openPool([cpu, cpu], 2)
  expect(pool.slots).toBe(4)
  const folder = await temporaryFolder()
  const pids: string[] = []
  const outcomes = await Promise.all(
    [1, 2, 3, 4].map((number) => {
      const attempt = attemptAt('meets.js', { folder, count: 4 }, folder, number)
      return pool.execute(attempt, { ...ignore, log: (line) => pids.push(line) }, never)
    }),
  )
  expect(outcomes.map(({ status }) => status)).toEqual(Array(4).fill('complete'))
  const perHost = [...new Set(pids)].map((pid) => pids.filter((each) => each === pid).length)
  expect(perHost).toEqual([2, 2])
})

test('every host sees its own device, with its threads set, before the engine could load', async () => {
  const gpus = ['3', 'GPU-8932f937'].map((id) => ({ kind: 'gpu', id }) as const)
  const pool = openPool([cpu, ...gpus], 1, 3)
  const folder = await temporaryFolder()
  const lines: string[] = []
  await Promise.all(
    [1, 2, 3].map((number) => {
      const attempt = attemptAt('tells-its-environment.js', { folder, count: 3 }, folder, number)
      return pool.execute(attempt, { ...ignore, log: (line) => lines.push(line) }, never)
    }),
  )
  expect(lines.sort()).toEqual([
    'TF_NUM_INTRAOP_THREADS=3 TF_ENABLE_ONEDNN_OPTS=1 CUDA_VISIBLE_DEVICES=-1 TF_FORCE_GPU_ALLOW_GROWTH=undefined',
    'TF_NUM_INTRAOP_THREADS=3 TF_ENABLE_ONEDNN_OPTS=1 CUDA_VISIBLE_DEVICES=3 TF_FORCE_GPU_ALLOW_GROWTH=true',
    'TF_NUM_INTRAOP_THREADS=3 TF_ENABLE_ONEDNN_OPTS=1 CUDA_VISIBLE_DEVICES=GPU-8932f937 TF_FORCE_GPU_ALLOW_GROWTH=true',
  ])
})

test('a host that dies takes all its attempts with it, and each says so', async () => {
  const pool = openPool([cpu], 2)
  const folder = await temporaryFolder()
  const outcomes = await Promise.all(
    [true, false].map((kills, i) =>
      pool.execute(attemptAt('kills-its-neighbour.js', { folder, kills }, folder, i + 1), ignore, never),
    ),
  )
  for (const outcome of outcomes) {
    expect(outcome).toMatchObject({ status: 'failed', error: { class: 'host_died' } })
    expect(outcome).toHaveProperty('error.message', expect.stringMatching(/by SIGKILL while 2 trials trained in it/))
  }
})

test('a stop reaches an attempt that waits for a host of its own', async () => {
  const pool = openPool([cpu], 2)
  const folder = await temporaryFolder()
  const trials = [true, false].map((kills, i) => attemptAt('kills-its-neighbour.js', { folder, kills }, folder, i + 1))
  await Promise.all(trials.map((attempt) => pool.execute(attempt, ignore, never)))
  const long = new AbortController()
  const stop = new AbortController()
  let waiting: Promise<unknown> | undefined
  const reading = () => {
    // One trial is under way: a suspect waits for it to end.
    waiting ??= pool.execute(trials[1]!, ignore, stop.signal)
    stop.abort('enough')
    long.abort('done')
  }
  expect(await pool.execute(attemptAt('blocks.js', {}, folder, 3), { ...ignore, reading }, long.signal)).toMatchObject({
    status: 'interrupted',
  })
  expect(await waiting).toEqual({ status: 'interrupted', reason: 'enough' })
})

const ignore = { reading() {}, log() {} }
const never = new AbortController().signal

function openPool(devices: readonly Device[] = [cpu], slotsPerHost = 1, threads = 1) {
  const pool = createPoolExecutor({ devices, slotsPerHost, threads })
  onTestFinished(() => pool.close())
  return pool
}
