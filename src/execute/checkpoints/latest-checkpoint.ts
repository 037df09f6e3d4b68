import { readdir, rename } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { type CheckpointFile, readCheckpoint } from '../../core/read-checkpoint.js'
import { isOutOfMemory } from '../out-of-memory.js'
import { damagedEnding, newestFirst } from './checkpoint-name.js'

/**
 * The newest checkpoint that is whole. One that is damaged or cannot be read, whatever lies in its place, is said and passed
 * over; when none of several is left, that is said too, because the trial then starts again. In a folder of the attempt's
 * `own` a damaged one is put aside; that of another trial is left as it is, since several may be reading there at once.
 */
export async function latestCheckpoint(
  folder: string,
  log: (line: string) => void,
  own: boolean,
): Promise<CheckpointFile | undefined> {
  const names = await checkpointsIn(folder)
  for (const name of names) {
    const path = join(folder, name)
    try {
      return await readCheckpoint(path)
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException
      // Wanting memory or file handles says nothing about the file.
      if (isOutOfMemory(message) || (code !== undefined && shortages.has(code))) throw error
      log(`${path}: this checkpoint is damaged (${message})${own ? `; ${await putAside(path)}` : ''}`)
    }
  }
  const follows = own ? 'the trial starts again from its first step' : 'no other trial can go on from there'
  if (names.length > 0) log(`${folder}: every checkpoint is damaged; ${follows}`)
  return undefined
}

const shortages = new Set(['ENOMEM', 'EMFILE', 'ENFILE', 'EAGAIN'])

/** Out of the way, so that it does not count among those that are kept. */
async function putAside(path: string): Promise<string> {
  try {
    await rename(path, path + damagedEnding)
    return `kept as ${basename(path)}${damagedEnding}`
  } catch (error) {
    // Nothing can be written there.
    return `left where it is (${(error as Error).message})`
  }
}

async function checkpointsIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  return newestFirst(names)
}
