import { mkdir, truncate, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { cacheFolder, installationPaths, thisPlatform } from '#sweep/engine/install/installation.js'
import { planInstall } from '#sweep/engine/install/plan.js'
import { findTensorflowPackage, tensorflowBinding } from '#sweep/engine/packages.js'
import { missingParts } from '#sweep/engine/status.js'
import { temporaryFolder } from '../contract/temporary-folder.js'

test.each([
  ['SWEEP_CACHE_DIR', { SWEEP_CACHE_DIR: '/big/disk', XDG_CACHE_HOME: '/xdg' }, 'linux', '/big/disk'],
  ['XDG_CACHE_HOME', { XDG_CACHE_HOME: '/xdg' }, 'linux', '/xdg/tfjs-sweep'],
  ['the home folder on Linux', {}, 'linux', '/home/ada/.cache/tfjs-sweep'],
  ['the home folder on macOS', {}, 'darwin', '/home/ada/Library/Caches/tfjs-sweep'],
  ['LOCALAPPDATA on Windows', { LOCALAPPDATA: '/local' }, 'win32', '/local/tfjs-sweep'],
] as const)('the cache folder comes from %s', (_, env, platform, folder) =>
  expect(cacheFolder(env, platform, '/home/ada')).toBe(folder),
)

const installed = findTensorflowPackage()
const why = installed ? '' : ' (skipped: @tensorflow/tfjs-node-gpu is not installed)'

test.skipIf(why)(
  `the named binding goes before the installed one, and that before the package's own${why}`,
  async () => {
    const cache = await temporaryFolder()
    const env = { SWEEP_CACHE_DIR: cache }
    const own = {
      from: '@tensorflow/tfjs-node-gpu',
      path: join(installed!.folder, 'lib', 'napi-v8', 'tfjs_binding.node'),
    }
    expect(tensorflowBinding(env)).toEqual(own)

    const cpu = await install(cache, 'cpu')
    expect(tensorflowBinding(env)).toEqual({ from: 'sweep engine install', path: cpu })
    const gpu = await install(cache, 'gpu')
    expect(tensorflowBinding(env)?.path).toBe(gpu)
    // What lost a part of itself counts as not installed.
    await truncate(gpu, 1)
    expect(tensorflowBinding(env)?.path).toBe(cpu)

    const named = { ...env, SWEEP_TENSORFLOW_BINDING: '/elsewhere/tfjs_binding.node' }
    expect(tensorflowBinding(named)).toEqual({ from: 'SWEEP_TENSORFLOW_BINDING', path: named.SWEEP_TENSORFLOW_BINDING })
    expect(missingParts('tensorflow', named)).toMatch(/SWEEP_TENSORFLOW_BINDING names \/elsewhere\/.*does not exist/)
  },
)

test.skipIf(why)(`without any binding, the reason names the command that installs one${why}`, async () => {
  const missing = missingParts('tensorflow', { SWEEP_CACHE_DIR: await temporaryFolder() })
  const expected = 'Engine "tensorflow": libtensorflow is not installed. Run "npx sweep engine install".'
  // Where the package's own script has put a binding into it, nothing is missing.
  expect([expected, undefined]).toContain(missing)
})

/** Lays down a folder as an installation leaves it, with a file that stands for the library; returns its path. */
async function install(cache: string, build: 'cpu' | 'gpu'): Promise<string> {
  const { folder } = await planInstall({ build, platform: 'linux-x64', cache })
  const { binding, manifest } = installationPaths(folder.replace('linux-x64', thisPlatform()))
  await mkdir(dirname(binding), { recursive: true })
  await writeFile(binding, 'library')
  const files = [{ path: join('binding', 'tfjs_binding.node'), bytes: 'library'.length }]
  await writeFile(manifest, JSON.stringify({ format: 1, files }))
  return binding
}
