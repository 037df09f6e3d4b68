import { type FileHandle, open } from 'node:fs/promises'

/** A file that is written piece by piece, some of them at a time. */
export interface GrowingFile {
  /** Resolves when there is room for more. */
  add(part: string | Uint8Array): Promise<void>
  /** Writes what is left and syncs. */
  finish(): Promise<void>
  close(): Promise<void>
}

/** Makes a file that is not there yet. */
export async function createGrowingFile(path: string): Promise<GrowingFile> {
  const handle: FileHandle = await open(path, 'wx')
  let [parts, bytes] = [[] as Uint8Array[], 0]
  const write = async () => {
    const all = Buffer.concat(parts)
    parts = []
    bytes = 0
    await handle.writeFile(all)
  }
  return {
    async add(part) {
      const added = typeof part === 'string' ? Buffer.from(part) : part
      parts.push(added)
      bytes += added.length
      if (bytes >= bufferBytes) await write()
    },
    async finish() {
      await write()
      await handle.sync()
    },
    close: () => handle.close(),
  }
}

/** Small enough to forget, large enough that a call of the system does not take longer than making it. */
const bufferBytes = 1 << 16
