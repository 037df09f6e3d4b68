import { type FileHandle, open } from 'node:fs/promises'
import { DataError } from '../dataset.js'

/** One line of a file: bytes[start..end), without its line end. Valid only during the call. */
export interface Line {
  readonly bytes: Buffer
  readonly start: number
  readonly end: number
  /** From 1. */
  readonly number: number
  /** Whether a line feed ended it; only the last line of a file can lack one. */
  readonly complete: boolean
}

const chunkSize = 1 << 20
const lineFeed = 0x0a
const carriageReturn = 0x0d

/**
 * Calls `take` with every line of a file in turn, in constant memory, and returns their number.
 * A line longer than 1 MiB is an error. Throws DataError.
 */
export async function forEachLine(path: string, take: (line: Line) => void): Promise<number> {
  const file = await openToRead(path)
  try {
    // The rest of a line cut by the end of a chunk is moved to the front, and the next chunk read behind it.
    const bytes = Buffer.alloc(2 * chunkSize)
    let [held, number] = [0, 0]
    for (;;) {
      const { bytesRead } = await file.read(bytes, held, chunkSize)
      const filled = held + bytesRead
      let start = 0
      for (;;) {
        const feed = bytes.subarray(0, filled).indexOf(lineFeed, start)
        if (feed < 0) break
        take({ bytes, start, end: withoutReturn(bytes, start, feed), number: ++number, complete: true })
        start = feed + 1
      }
      held = filled - start
      if (bytesRead === 0) {
        if (held > 0) take({ bytes, start, end: filled, number: ++number, complete: false })
        return number
      }
      if (held > chunkSize) throw new DataError(`${path}:${number + 1}: the line is longer than ${chunkSize} bytes`)
      bytes.copyWithin(0, start, filled)
    }
  } finally {
    await file.close()
  }
}

function withoutReturn(bytes: Buffer, start: number, feed: number): number {
  return feed > start && bytes[feed - 1] === carriageReturn ? feed - 1 : feed
}

async function openToRead(path: string): Promise<FileHandle> {
  try {
    return await open(path)
  } catch (error) {
    throw new DataError(`${path}: cannot be opened (${(error as Error).message})`, { cause: error })
  }
}
