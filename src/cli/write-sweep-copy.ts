import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { writeFileSafely } from '../core/write-file-safely.js'

/** Keeps the sweep, as it is run, in the run's folder. */
export async function writeSweepCopy(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await writeFileSafely(path, text)
}
