import { execFile } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { planInstall } from '#sweep/engine/install/plan.js'
import { missingTools } from '#sweep/engine/install/tools.js'
import { temporaryFolder } from '../../contract/temporary-folder.js'

const run = promisify(execFile)
const linux = process.platform === 'linux' ? '' : ' (skipped: not Linux)'
const modules = ['tools.js', 'plan.js'].map((file) => new URL(`../../../dist/engine/install/${file}`, import.meta.url))

test.skipIf(linux)(`without Python, make and a compiler, each is named with its remedy${linux}`, async () => {
  const folder = await temporaryFolder()
  const missing = await missingWithPath(folder, folder)
  expect(missing.map(({ what }) => what)).toEqual([
    'Python 3.8 or newer is not found in the path',
    'make is not found in the path',
    'the C++ compiler g++ is not found',
  ])
  for (const { fix } of missing) expect(fix).toMatch(/^sudo \S+ (install|-S) \S+$/)
})

const python = await run('python3', ['-c', 'import venv']).then(
  () => '',
  () => ' (skipped: no python3 with venv)',
)

test.skipIf(python)(`a Python without pip is not enough, unless the wheel is there already${python}`, async () => {
  const folder = await temporaryFolder()
  await run('python3', ['-m', 'venv', '--without-pip', join(folder, 'venv')])
  const missing = await missingWithPath(join(folder, 'venv', 'bin'), folder)
  expect(missing[0]!.what).toBe('pip is not found (tried python3 -m pip, pip3, pip)')
})

test('too little room on the disk is said with both numbers', async () => {
  const plan = await planInstall({ build: 'cpu', platform: 'linux-x64', cache: await temporaryFolder() })
  expect(await missingTools({ ...plan, neededBytes: 1e18 })).toContainEqual({
    what: expect.stringMatching(/has [\d.]+ \wB free, the installation needs 1000000000\.00 GB$/),
    fix: 'make room, or set SWEEP_CACHE_DIR to a folder on another disk',
  })
})

test('a cache folder with a space in its path, where make fails, is refused', async () => {
  const cache = join(await temporaryFolder(), 'my cache')
  await mkdir(cache)
  const plan = await planInstall({ build: 'cpu', platform: 'linux-x64', cache })
  expect((await missingTools(plan)).map(({ what }) => what)).toContain(
    `make cannot work in a path with spaces: ${cache}`,
  )
})

/** What a process finds missing that has nothing but one folder in its path. */
async function missingWithPath(path: string, cache: string): Promise<{ what: string; fix: string }[]> {
  const script = `
    const [{ missingTools }, { planInstall }] = await Promise.all(${JSON.stringify(modules)}.map((url) => import(url)))
    const plan = await planInstall({ build: 'cpu', platform: 'linux-x64', cache: ${JSON.stringify(cache)} })
    console.log(JSON.stringify(await missingTools(plan)))`
  const { PYTHON, CXX, MAKE, ...rest } = process.env
  const env = { ...rest, PATH: path }
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script], { env })
  return JSON.parse(stdout)
}
