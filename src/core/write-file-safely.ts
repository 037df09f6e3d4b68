import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Writes a file so that its name holds all of it or nothing new: written beside, synced, renamed, folder synced. */
export async function writeFileSafely(path: string, content: Uint8Array | string): Promise<void> {
  const beside = `${path}.${process.pid}.partial`
  try {
    await withFile(beside, 'w', async (file) => {
      await file.writeFile(content)
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

async function withFile(path: string, flags: string, use: (file: FileHandle) => Promise<void>): Promise<void> {
  const file = await open(path, flags)
  try {
    await use(file)
  } finally {
    await file.close()
  }
}
