import { expect, onTestFinished, test } from 'vitest'
import type { Attempt } from '../../dist/execute/executor.js'
import { createPoolExecutor } from '../../dist/execute/pool/pool-executor.js'
import { executorContract } from '../contract/executor-contract.js'
import { experimentUrl } from '../contract/experiment-url.js'
import { temporaryFolder } from '../contract/temporary-folder.js'

executorContract('the pool', () => createPoolExecutor({ slots: 1, threads: 1 }))

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

test('a host has its threads and oneDNN set before the engine could load', async () => {
  const lines: string[] = []
  const pool = createPoolExecutor({ slots: 1, threads: 3 })
  onTestFinished(() => pool.close())
  const attempt = attemptAt('tells-its-environment.js', {}, await temporaryFolder())
  await pool.execute(attempt, { ...ignore, log: (line) => lines.push(line) }, never)
  expect(lines).toEqual(['TF_NUM_INTRAOP_THREADS=3 TF_ENABLE_ONEDNN_OPTS=1 TF_FORCE_GPU_ALLOW_GROWTH=true'])
})

const ignore = { reading() {}, log() {} }
const never = new AbortController().signal

function openPool() {
  const pool = createPoolExecutor({ slots: 1, threads: 1 })
  onTestFinished(() => pool.close())
  return pool
}

function attemptAt(file: string, params: Attempt['trial']['params'], checkpointFolder: string): Attempt {
  return {
    trial: { number: 1, key: 'a', params, seed: 1 },
    metric: { name: 'score', goal: 'maximize' },
    experiment: experimentUrl(file),
    baseFolder: '/base',
    engine: null,
    checkpointFolder,
    modelFolder: null,
  }
}
