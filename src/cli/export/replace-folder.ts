import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { freshId } from '../../core/fresh-id.js'
import { runPaths } from '../../core/run-paths.js'
import { UsageError } from '../../core/usage-error.js'
import { writeFileSafely } from '../../core/write-file-safely.js'
import type { ExportFormat } from '../../report/export/export-format.js'

/** What an export is of: an earlier one of the same can be made again, and so be replaced. */
export interface ExportIdentity {
  readonly format: ExportFormat
  /** Name of the run. */
  readonly run: string
  /** When the run was created, in milliseconds since 1970. */
  readonly createdAt: number
}

/**
 * Fills a folder in such a way that its name holds all of an export or nothing new: it is made beside and renamed when
 * `fill` has ended. An earlier export of the same is replaced. Anything else that the folder holds is moved aside with
 * `force`, to where the answer says; without, UsageError is thrown before `fill` is called.
 */
export async function replaceFolder<T>(
  folder: string,
  identity: ExportIdentity,
  { force, runsFolder }: { readonly force: boolean; readonly runsFolder: string },
  fill: (folder: string) => Promise<T>,
): Promise<{ readonly filled: T; readonly movedTo: string | null }> {
  const inIt = relative(resolve(folder), resolve(runsFolder))
  if (!inIt.startsWith('..')) throw new UsageError(`${folder} holds the runs themselves. Name another folder`)
  const inRuns = dirname(resolve(folder)) === resolve(runsFolder)
  if (inRuns && existsSync(runPaths(runsFolder, basename(resolve(folder))).sweepFile)) {
    throw new UsageError(`${folder} holds what was kept of a run, as its checkpoints. Name another folder`)
  }
  const replaced = await whatIsThere(folder, identity)
  if (replaced === 'other' && !force) {
    const problem = `${folder} is not empty, and no earlier ${identity.format} export of run "${identity.run}"`
    throw new UsageError(`${problem}. Name another folder, or move what it holds aside with --force`)
  }
  await mkdir(dirname(resolve(folder)), { recursive: true })
  const beside = `${resolve(folder)}.partial-${freshId()}`
  await mkdir(beside)
  try {
    const filled = await fill(beside)
    await writeFileSafely(join(beside, identityFile), `${JSON.stringify(recordOf(identity), null, 2)}\n`)
    const movedTo = replaced === 'nothing' ? null : await moveAside(folder)
    await rename(beside, folder)
    if (replaced === 'same') await rm(movedTo!, { recursive: true })
    return { filled, movedTo: replaced === 'other' ? movedTo : null }
  } catch (error) {
    await rm(beside, { recursive: true, force: true })
    throw error
  }
}

/** Says what a folder is an export of. */
const identityFile = 'sweep-export.json'

function recordOf({ format, run, createdAt }: ExportIdentity) {
  return { export: format, run, run_created_at: new Date(createdAt).toISOString() }
}

async function whatIsThere(folder: string, identity: ExportIdentity): Promise<'nothing' | 'same' | 'other'> {
  const names: readonly string[] = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  if (names.length === 0) return 'nothing'
  if (!names.includes(identityFile)) return 'other'
  const found = await readFile(join(folder, identityFile), 'utf8')
  return found === `${JSON.stringify(recordOf(identity), null, 2)}\n` ? 'same' : 'other'
}

async function moveAside(folder: string): Promise<string> {
  const path = resolve(folder)
  for (let i = 1; ; i++) {
    const aside = join(dirname(path), `${basename(path)}.old${i === 1 ? '' : `-${i}`}`)
    if (existsSync(aside)) continue
    await rename(path, aside)
    return aside
  }
}
