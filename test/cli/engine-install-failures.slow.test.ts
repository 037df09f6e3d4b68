import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findHeaders } from '#sweep/engine/install/binding.js'
import { thisPlatform } from '#sweep/engine/install/installation.js'
import { planInstall } from '#sweep/engine/install/plan.js'
import { missingTools } from '#sweep/engine/install/tools.js'
import { temporaryFolder } from '../contract/temporary-folder.js'
import { writeZip } from '../engine/install/write-zip.js'
import { startSweep, sweep } from './sweep-process.js'
import { until } from './until.js'

const before = process.env.SWEEP_CACHE_DIR
let cache: string
beforeEach(async () => {
  cache = await temporaryFolder()
  process.env.SWEEP_CACHE_DIR = cache
})
afterEach(() => {
  if (before === undefined) delete process.env.SWEEP_CACHE_DIR
  else process.env.SWEEP_CACHE_DIR = before
})

const linux = thisPlatform() === 'linux-x64' ? '' : ' (skipped: not linux-x64)'

test.skipIf(linux)(`a dry run prints the plan and does nothing${linux}`, async () => {
  const { code, stdout } = await sweep(cache, 'engine', 'install', '--dry-run', '--json')
  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({
    tensorflow: '2.21.0',
    build: 'cpu',
    present: false,
    wheels: [{ package: 'tensorflow-cpu', from: 'pip', verified: true, bytes: 273_829_956 }],
    folder: join(cache, 'tensorflow-2.21.0-cpu-tfjs-4.22.0-napi8-linux-x64'),
  })
  const gpu = await sweep(cache, 'engine', 'install', 'tensorflow', '--gpu', '--dry-run')
  expect(gpu.stdout).toMatch(/TensorFlow 2\.21\.0 \(gpu\).*nvidia-cudnn-cu12 9\.23\.2\.1.*nothing was done\.\n$/s)
  expect(await readdir(cache)).toEqual([])
})

test('another engine than tensorflow is refused', async () => {
  const { code, stderr } = await sweep(cache, 'engine', 'install', 'wasm')
  expect(stderr).toMatch(/'wasm' is invalid.*Allowed choices are tensorflow/)
  expect(code).toBe(2)
})

test('remove says when there is nothing', async () => {
  expect(await sweep(cache, 'engine', 'remove')).toMatchObject({
    code: 0,
    stdout: `Nothing is installed in ${cache}.\n`,
  })
})

// A wheel by its name, so that an installation begins; it has no headers, so that its binding cannot be built.
const hollow = 'tensorflow-2.21.0-cp312-cp312-manylinux_2_27_x86_64.whl'
const lacks = await whatIsLacking()

test.skipIf(lacks)(
  `an installation that fails says the last that the compiler said and leaves nothing${lacks}`,
  async () => {
    const from = await hollowWheel()
    const { code, stderr } = await sweep(cache, 'engine', 'install', '--from', from)
    expect(stderr).toContain(`Warning: ${from} is taken as it is: no hash is recorded for it`)
    expect(stderr).toMatch(/The binding of TensorFlow does not compile:\n.*tensorflow\/c\/c_api\.h/s)
    expect(stderr).not.toMatch(/defect of sweep/)
    expect(code).toBe(2)
    expect(await readdir(cache)).toEqual([])
  },
)

test.skipIf(lacks)(`an installation that is killed leaves no engine, and what it left is cleared${lacks}`, async () => {
  const { killGroup, ended } = startSweep(cache, 'engine', 'install', '--from', await hollowWheel())
  await until(underWay)
  killGroup('SIGKILL')
  await ended
  const left = await readdir(cache)
  expect(left).toEqual([expect.stringMatching(/^unfinished\+/)])
  const { engines } = JSON.parse((await sweep(cache, 'engine', 'list', '--json')).stdout)
  expect(engines[0].from).not.toBe('sweep engine install')
  expect(await sweep(cache, 'engine', 'remove')).toMatchObject({ code: 0 })
  expect(await readdir(cache)).toEqual([])
})

test.skipIf(lacks)(`an installation that is interrupted takes back what it did${lacks}`, async () => {
  const { child, ended } = startSweep(cache, 'engine', 'install', '--from', await hollowWheel())
  await until(underWay)
  child.kill('SIGTERM')
  const { code, stderr } = await ended
  expect(stderr).toMatch(/Interrupted\. Nothing is left of it\./)
  expect(code).toBe(130)
  expect(await readdir(cache)).toEqual([])
})

async function hollowWheel(): Promise<string> {
  const path = join(await temporaryFolder(), hollow)
  await writeZip(path, [{ name: 'tensorflow/libtensorflow_cc.so.2', content: 'library' }])
  return path
}

/** Whether the binding is being built. */
async function underWay(): Promise<boolean> {
  const [staging] = await readdir(cache)
  if (staging === undefined) return false
  return stat(join(cache, staging, 'build', 'binding.gyp')).then(
    () => true,
    () => false,
  )
}

/** Why no installation can begin on this machine; empty when it can. */
async function whatIsLacking(): Promise<string> {
  if (linux) return linux
  const plan = await planInstall({ build: 'cpu', platform: 'linux-x64', cache: '/' })
  const missing = (await missingTools({ ...plan, neededBytes: 0 })).map(({ what }) => what)
  if (findHeaders() === undefined) missing.push('the headers of Node are not here')
  return missing.length === 0 ? '' : ` (skipped: ${missing.join('; ')})`
}
