import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Holder, isGone, thisHolder } from '../../core/run.js'

interface Removed {
  readonly folder: string
  /** What it took on the disk. */
  readonly bytes: number
}

/** Removes every installed TensorFlow of a cache folder, of any version, and what killed installations left there. */
export async function removeTensorflow(cache: string): Promise<readonly Removed[]> {
  const names = (await readdir(cache).catch(() => [])).filter((name) => /^tensorflow-\d/.test(name))
  const removed: Removed[] = []
  for (const folder of names.map((name) => join(cache, name))) {
    const bytes = await sizeOf(folder)
    await removeAtOnce(folder, cache)
    removed.push({ folder, bytes })
  }
  await clearLeftovers(cache)
  return removed
}

async function sizeOf(folder: string): Promise<number> {
  let bytes = 0
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) bytes += (await stat(join(entry.parentPath, entry.name))).size
  }
  return bytes
}

const prefix = 'unfinished'

/**
 * Makes a folder beside the installations for what is not whole yet. Its name says which process works in it, so that
 * whatever a killed one leaves behind can be told from the work of a living one.
 */
export async function makeStaging(cache: string): Promise<string> {
  const { host, pid, started } = thisHolder()
  const folder = join(cache, [prefix, host, pid, started.replaceAll('/', '_'), staged++].join('+'))
  await mkdir(folder, { recursive: true })
  return folder
}

/** Tells the stagings of one process from each other. */
let staged = 0

/** Removes what processes that are gone have left unfinished; returns the folders. */
export async function clearLeftovers(cache: string): Promise<readonly string[]> {
  const leftovers = (await readdir(cache).catch(() => [])).filter(isLeftover).map((name) => join(cache, name))
  for (const folder of leftovers) await removeFolder(folder)
  return leftovers
}

/** Removes a folder that a program may still be writing into. */
export function removeFolder(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
}

/** Takes a folder out of sight at once, then removes it: it is never there in part. */
export async function removeAtOnce(folder: string, cache: string): Promise<void> {
  const staging = await makeStaging(cache)
  await rename(folder, join(staging, 'removed'))
  await removeFolder(staging)
}

function isLeftover(name: string): boolean {
  const [word, host, pid, started] = name.split('+')
  if (word !== prefix || host === undefined || pid === undefined || started === undefined) return false
  const holder: Holder = { host, pid: Number(pid), started: started.replace('_', '/') }
  return isGone(holder)
}
