import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { clearLeftovers, removeAtOnce } from './staging.js'

export interface Removed {
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
