import { readdir, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { temporaryFolder } from '../contract/temporary-folder.js'
import { startSweep, sweep } from './sweep-process.js'
import { until } from './until.js'

const before = { cache: process.env.SWEEP_CACHE_DIR, binding: process.env.SWEEP_TENSORFLOW_BINDING }
beforeAll(() => {
  delete process.env.SWEEP_TENSORFLOW_BINDING
})
afterAll(() => {
  restore('SWEEP_CACHE_DIR', before.cache)
  restore('SWEEP_TENSORFLOW_BINDING', before.binding)
})

const quickstart = fileURLToPath(new URL('../../sweeps/quickstart.yaml', import.meta.url))
const installation = /^tensorflow-2\.21\.0-cpu-tfjs-4\.22\.0-napi8-linux-x64$/

test('libtensorflow is installed from a wheel that pip fetches, survives what befalls it, trains, and is removed', async ({
  skip,
}) => {
  const cache = await temporaryFolder()
  process.env.SWEEP_CACHE_DIR = cache
  const plan = JSON.parse(
    (await sweep(cache, 'engine', 'install', '--dry-run', '--json').then(({ stdout }) => stdout)) || '{}',
  )
  if (plan.missing === undefined) return skip('no wheel is recorded for this platform')
  if (plan.missing.length > 0) return skip(`missing: ${JSON.stringify(plan.missing)}`)

  // Killed while the large library is being unpacked.
  const killed = startSweep(cache, 'engine', 'install')
  let failed: string | undefined
  void killed.ended.then(({ stderr }) => (failed = stderr))
  await until(async () => failed !== undefined || (await unpacking(cache)))
  if (failed?.includes('Its index does not have this file')) return skip('no index of pip here has the wheel')
  killed.killGroup('SIGKILL')
  await killed.ended
  expect(await readdir(cache)).toEqual([expect.stringMatching(/^unfinished\+/)])

  // Two at once; the leftover of the killed one is cleared.
  const both = await Promise.all([
    sweep(cache, 'engine', 'install', '--json'),
    sweep(cache, 'engine', 'install', '--json'),
  ])
  expect(both.map(({ code }) => code)).toEqual([0, 0])
  expect(both.map(({ stdout }) => JSON.parse(stdout).status).sort()).toEqual(['new', 'present'])
  expect(both[0]!.stderr).toMatch(/Fetching tensorflow-cpu 2\.21\.0 with pip, 273\.8 MB/)
  expect(await readdir(cache)).toEqual([expect.stringMatching(installation)])

  const again = await sweep(cache, 'engine', 'install')
  expect(again).toMatchObject({ code: 0, stdout: expect.stringContaining('is already installed') })
  const [tensorflow] = JSON.parse((await sweep(cache, 'engine', 'list', '--json')).stdout).engines
  expect(tensorflow).toMatchObject({
    available: true,
    version: '4.22.0 with libtensorflow 2.21.0',
    device_kind: 'cpu',
    from: 'sweep engine install',
    path: expect.stringContaining(cache),
  })

  // `auto` takes it, and it trains.
  const tiny = ['optimizer=adam', 'lr=0.003', 'epochs=1', 'synthetic_rows=200']
  const run = await sweep(
    await temporaryFolder(),
    'run',
    quickstart,
    '--engine',
    'auto',
    ...tiny,
    '--workers',
    '1',
    '--json',
  )
  expect(run.stderr).toMatch(/engine tensorflow 4\.22\.0 with libtensorflow 2\.21\.0/)
  expect(JSON.parse(run.stdout).counts).toMatchObject({ complete: 2, failed: 0 })

  // Damaged, it is not used, and installing mends it.
  const [name] = await readdir(cache)
  await truncate(join(cache, name!, 'wheels', 'tensorflow', 'lib', 'libtensorflow_framework.so.2'), 1000)
  const damaged = JSON.parse((await sweep(cache, 'engine', 'list', '--json')).stdout).engines[0]
  expect(damaged.from).not.toBe('sweep engine install')
  expect((await sweep(cache, 'engine', 'install', '--json')).stdout).toMatch(/"status": "new"/)

  const removed = JSON.parse((await sweep(cache, 'engine', 'remove', '--json')).stdout)
  expect(removed.bytes).toBeGreaterThan(800e6)
  expect(await readdir(cache)).toEqual([])
})

async function unpacking(cache: string): Promise<boolean> {
  const [staging] = await readdir(cache)
  if (staging === undefined) return false
  const files = await readdir(join(cache, staging), { recursive: true }).catch(() => [])
  return files.some((file) => file.endsWith('libtensorflow_cc.so.2'))
}

function restore(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name]
  else process.env[name] = value
}
