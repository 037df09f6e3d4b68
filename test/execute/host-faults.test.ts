import { expect, onTestFinished, test } from 'vitest'
import { createPoolExecutor, type PoolOptions } from '#sweep/execute/pool/executor.js'
import { temporaryFolder } from '../contract/temporary-folder.js'
import { useEnvironment } from '../contract/use-environment.js'
import { attemptAt } from './attempt-at.js'

test.each([
  ["V8's heap", 'heap', 'memory limit'],
  ["V8's heap in one piece", 'map', 'heap out of memory'],
  ["WebAssembly's memory", 'wasm', 'Maximum memory size exceeded'],
  ['an array buffer', 'buffer', 'Array buffer allocation failed'],
  ['TensorFlow', 'OOM when allocating tensor with shape[64,64]', 'OOM when allocating'],
  ['C++', 'std::bad_alloc', 'std::bad_alloc'],
])('memory that %s cannot have is out of memory, and the next attempt works', async (_name, how, message) => {
  useEnvironment({ NODE_OPTIONS: '--max-old-space-size=64' })
  const pool = openPool()
  const folder = await temporaryFolder()
  const outcome = await pool.execute(attemptAt('fills-memory.js', { how }, folder), ignore, never)
  expect(outcome).toMatchObject({ status: 'failed', error: { class: 'out_of_memory' } })
  expect(outcome).toHaveProperty('error.message', expect.stringContaining(message))
  const next = await pool.execute(attemptAt('counts.js', { steps: 1, scale: 1 }, folder), ignore, never)
  expect(next.status).toBe('complete')
})

test('an attempt that says nothing for longer than is allowed is killed, and goes on from its checkpoint', async () => {
  const pool = openPool()
  const attempt = attemptAt('falls-silent.js', { steps: 2 }, await temporaryFolder())
  const outcome = await pool.execute(attempt, { ...ignore, patience: () => 300 }, never)
  expect(outcome).toMatchObject({ status: 'failed', error: { class: 'timeout' } })
  expect(outcome).toHaveProperty(
    'error.message',
    expect.stringMatching(/reported nothing for .* 0.3 seconds are allowed/),
  )
  expect((await pool.execute(attempt, { ...ignore, patience: () => 5000 }, never)).status).toBe('complete')
})

test('patience that is found during the attempt counts', async () => {
  let patience = Number.POSITIVE_INFINITY
  const watch = {
    ...ignore,
    reading() {
      patience = 200
    },
    patience: () => patience,
  }
  const attempt = attemptAt('falls-silent.js', { steps: 1 }, await temporaryFolder())
  expect(await openPool().execute(attempt, watch, never)).toMatchObject({ error: { class: 'timeout' } })
})

test('a checkpoint is a sign of life too', async () => {
  const attempt = attemptAt('saves-one-step-often.js', { times: 8, milliseconds: 200 }, await temporaryFolder())
  const outcome = await openPool().execute(attempt, { ...ignore, patience: () => 1000 }, never)
  expect(outcome.status).toBe('complete')
})

test('an attempt that takes longer than its time-out is killed though it reports', async () => {
  const attempt = { ...attemptAt('blocks.js', {}, await temporaryFolder()), timeoutMilliseconds: 300 }
  const outcome = await openPool().execute(attempt, { ...ignore, patience: () => 5000 }, never)
  expect(outcome).toMatchObject({ status: 'failed', error: { class: 'timeout' } })
  expect(outcome).toHaveProperty('error.message', expect.stringContaining('longer than its time-out of 0.3 seconds'))
})

test('the neighbour of an attempt that is killed for its silence is not said to have been silent', async () => {
  const pool = openPool({ slotsPerHost: 2 })
  const folder = await temporaryFolder()
  const silent = pool.execute(
    attemptAt('falls-silent.js', { steps: 1 }, folder),
    { ...ignore, patience: () => 500 },
    never,
  )
  const other = await pool.execute(attemptAt('blocks.js', {}, folder, 2), ignore, never)
  expect(await silent).toMatchObject({ error: { class: 'timeout' } })
  expect(other).toMatchObject({ error: { class: 'host_died' } })
  expect(other).toHaveProperty('error.message', expect.stringContaining('of another trial in the same process'))
})

test('a host that does not answer is killed', async () => {
  const pool = openPool({ silence: 800 })
  const attempt = attemptAt('tells-its-process.js', { waits: true }, await temporaryFolder())
  const stopped = { ...ignore, log: (pid: string) => process.kill(Number(pid), 'SIGSTOP') }
  const outcome = await pool.execute(attempt, stopped, never)
  expect(outcome).toMatchObject({ status: 'failed', error: { class: 'timeout' } })
  expect(outcome).toHaveProperty('error.message', expect.stringContaining('did not answer'))
})

test.each([
  ['after so many attempts', { recycleAfter: 2 }, [1, 1, 2, 2, 3]],
  ['above a limit of memory', { hostMemory: 1 }, [1, 2, 3, 4, 5]],
  ['never without limits', {}, [1, 1, 1, 1, 1]],
] as const)('a host is replaced %s', async (_name, options, hosts) => {
  const pool = openPool(options)
  const pids: string[] = []
  for (let i = 0; i < hosts.length; i++) {
    const attempt = attemptAt('tells-its-process.js', {}, await temporaryFolder())
    await pool.execute(attempt, { ...ignore, log: (line) => pids.push(line) }, never)
  }
  const order = [...new Set(pids)]
  expect(pids.map((pid) => order.indexOf(pid) + 1)).toEqual(hosts)
})

test('readings are the same in one host as in one for every attempt', async () => {
  const readingsIn = async (options: Partial<PoolOptions>) => {
    const pool = openPool(options)
    const scores: unknown[] = []
    for (let number = 1; number <= 3; number++) {
      const attempt = attemptAt('walks.js', { steps: 4, scale: number }, await temporaryFolder(), number)
      await pool.execute(attempt, { ...ignore, reading: ({ metrics }) => scores.push(metrics.score) }, never)
    }
    return scores
  }
  const inOne = await readingsIn({})
  expect(inOne).toHaveLength(12)
  expect(await readingsIn({ recycleAfter: 1 })).toEqual(inOne)
})

test('a host in which memory was refused is replaced, with all that the attempt still has in it', async () => {
  const pool = openPool()
  const pids: string[] = []
  const tell = async () => {
    const attempt = attemptAt('tells-its-process.js', {}, await temporaryFolder())
    await pool.execute(attempt, { ...ignore, log: (line) => pids.push(line) }, never)
  }
  await tell()
  const starving = attemptAt('fills-memory.js', { how: 'OOM when allocating tensor' }, await temporaryFolder())
  expect(await pool.execute(starving, ignore, never)).toMatchObject({ error: { class: 'out_of_memory' } })
  await tell()
  await tell()
  expect(pids[1]).not.toBe(pids[0])
  expect(pids[2]).toBe(pids[1])
})

const ignore = { reading() {}, log() {} }
const never = new AbortController().signal

function openPool(options: Partial<PoolOptions> = {}) {
  const pool = createPoolExecutor({ devices: [{ kind: 'cpu' }], slotsPerHost: 1, threads: 1, ...options })
  onTestFinished(() => pool.close())
  return pool
}
