import { mkdir, readdir, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { partialEnding } from '../core/write-beside.js'
import { writeFileSafely } from '../core/write-file-safely.js'

/** Keeps the sweep, as it is run, in the run's folder. Only for whoever holds the run. */
export async function writeSweepCopy(path: string, text: string): Promise<void> {
  const folder = dirname(path)
  await mkdir(folder, { recursive: true })
  await writeFileSafely(path, text)
  // Nobody else writes here, so what is only partly written was left by a process that was killed.
  const beside = (await readdir(folder)).filter(
    (name) => name.startsWith(basename(path)) && name.endsWith(partialEnding),
  )
  await Promise.all(beside.map((name) => rm(join(folder, name), { force: true })))
}
