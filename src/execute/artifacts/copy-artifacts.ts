import { createReadStream, existsSync } from 'node:fs'
import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { partialEnding, writeBeside } from '../../core/write-beside.js'
import { isArtifact } from './artifact-name.js'

/** Copies the artifacts of a trial into the folder of another one: all, or those that are missing there. */
export async function copyArtifacts(from: string, to: string, which: 'all' | 'missing'): Promise<void> {
  if (!existsSync(from)) return
  const whole = (await readdir(from)).filter((name) => isArtifact(name) && !name.endsWith(partialEnding))
  const names = which === 'all' ? whole : whole.filter((name) => !existsSync(join(to, name)))
  if (names.length === 0) return
  await mkdir(to, { recursive: true })
  for (const name of names) {
    await writeBeside(join(to, name), async (file) => {
      for await (const piece of createReadStream(join(from, name))) await file.writeFile(piece)
    })
  }
}
