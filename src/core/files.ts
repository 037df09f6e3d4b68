import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { threadId } from 'node:worker_threads'

/** Writes a file so that its name holds all of it or nothing new. */
export function writeFileSafely(path: string, content: Uint8Array | string): Promise<void> {
  return writeBeside(path, (file) => file.writeFile(content))
}

/** How the name of a file that is not yet whole ends; a process that is killed may leave one behind. */
export const partialEnding = '.partial'

/**
 * Writes a file piece by piece so that its name holds all of it or nothing new: written beside, synced, renamed, its
 * folder synced. Safe from any number of processes, threads and calls at once; the last to finish wins.
 */
export async function writeBeside(path: string, write: (file: FileHandle) => Promise<void>): Promise<void> {
  const beside = `${path}.${process.pid}-${threadId}-${calls++}${partialEnding}`
  try {
    await withFile(beside, 'w', async (file) => {
      await write(file)
      await file.sync()
    })
    await rename(beside, path)
  } catch (error) {
    await rm(beside, { force: true })
    throw error
  }
  // Windows cannot open a folder; there the rename is durable by itself.
  if (process.platform !== 'win32') await withFile(dirname(path), 'r', (folder) => folder.sync())
}

/** Tells the calls of one thread from each other. */
let calls = 0

async function withFile(path: string, flags: string, use: (file: FileHandle) => Promise<void>): Promise<void> {
  const file = await open(path, flags)
  try {
    await use(file)
  } finally {
    await file.close()
  }
}

/** SHA-256 of a file of any size, in hexadecimal. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash)
  return hash.digest('hex')
}
