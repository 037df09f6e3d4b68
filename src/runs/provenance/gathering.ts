import { execFile, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpus, hostname, release } from 'node:os'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Provenance } from '../../core/run.js'
import { type DataPath, hashCode, hashData, hashFiles } from './hashes.js'

interface ProvenanceSources {
  /** URL of the experiment's module. */
  readonly experiment: string
  /** A folder in the repository to which the experiment belongs. */
  readonly folder: string
  readonly data: readonly DataPath[]
  /** What is known once the engine has been chosen; everything else is gathered meanwhile. */
  readonly engine: EngineParts | Promise<EngineParts>
}

export interface EngineParts {
  /** Files and folders of our own code that compute what the experiment asks for. */
  readonly kernels: readonly string[]
  /** Of sweep and of what the engine is made of. */
  readonly versions: Readonly<Record<string, string>>
}

export interface GatheredProvenance {
  readonly provenance: Provenance
  /** What the repository's tracked files have that its commit has not, as `git diff` shows it; null when nothing. */
  readonly diff: string | null
  /** What could not be found out, a sentence each. */
  readonly notes: readonly string[]
}

/** Finds out where the readings of a run will come from. Reads all of the data; writes nothing. */
export async function gatherProvenance(sources: ProvenanceSources): Promise<GatheredProvenance> {
  const module = fileURLToPath(sources.experiment)
  const [git, code, data, engine] = await Promise.all([
    readGit(sources.folder),
    hashCode(module),
    hashData(sources.data),
    sources.engine,
  ])
  const kernels = await hashKernels(engine.kernels)
  return {
    provenance: {
      git: git && { commit: git.commit, dirty: git.dirty },
      code: code.hash,
      files: code.files,
      data,
      versions: { ...engine.versions, node: process.version.slice(1), ...code.packages, kernels },
      host: {
        name: hostname(),
        platform: `${process.platform} ${process.arch} ${release()}`,
        cpu: cpus()[0]?.model.trim() ?? 'unknown',
      },
    },
    diff: git?.diff ?? null,
    notes: code.notes.map((note) => `${module}: ${note}`),
  }
}

/** Random numbers come from our own code whatever the engine is. */
async function hashKernels(kernels: readonly string[]): Promise<string> {
  const random = fileURLToPath(new URL('../../core/random.js', import.meta.url))
  const hash = createHash('sha256')
  for (const path of [random, ...kernels]) {
    for (const [name, sha256] of await hashFiles(path)) {
      if (/\.(js|cjs|wasm)$/.test(name || path)) hash.update(`${name} ${sha256}\n`)
    }
  }
  return hash.digest('hex')
}

interface GitState {
  readonly commit: string
  /** Whether a tracked file differs from the commit. */
  readonly dirty: boolean
  /** These differences; null when there are none. */
  readonly diff: string | null
}

/** More than this of a difference is not kept. */
const mostCharacters = 1 << 20

/** The state of the repository that a folder lies in; null without one, without a commit, or without git. */
async function readGit(folder: string): Promise<GitState | null> {
  const commit = await promisify(execFile)('git', ['-C', folder, 'rev-parse', 'HEAD'], { env }).catch(() => null)
  if (!commit) return null
  const diff = await readDiff(folder)
  return { commit: commit.stdout.trim(), dirty: diff !== '', diff: diff === '' ? null : diff }
}

/** Looking writes nothing, not even git's own index. */
const env = { ...process.env, GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' }

async function readDiff(folder: string): Promise<string> {
  const args = ['-C', folder, 'diff', '--no-color', '--no-ext-diff', '--no-textconv', 'HEAD']
  const git = spawn('git', args, { env, stdio: ['ignore', 'pipe', 'ignore'] })
  const closed = new Promise((resolve) => git.on('close', resolve).on('error', resolve))
  let text = ''
  for await (const part of git.stdout.setEncoding('utf8')) {
    text += part
    if (text.length <= mostCharacters) continue
    git.kill()
    text = `${text.slice(0, mostCharacters)}\n[cut: the difference is longer than ${mostCharacters} characters]\n`
    break
  }
  await closed
  return text
}
