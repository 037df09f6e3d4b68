import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { crc32 } from 'node:zlib'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { EngineError } from '../engine.js'
import { takenFromWheel } from './installation.js'

/** A file that was taken out of a wheel. */
export interface UnpackedFile {
  readonly path: string
  readonly bytes: number
}

/**
 * Takes what is needed out of a wheel into an installation, streaming: the memory does not grow with the files.
 * Every file is checked against the checksum in the wheel and is on the disk when this resolves.
 *
 * @throws EngineError when the wheel is damaged.
 */
export async function unpackWheel(
  wheel: string,
  folder: string,
  progress: (bytes: number) => void,
  signal: AbortSignal,
): Promise<readonly UnpackedFile[]> {
  const files: UnpackedFile[] = []
  let done = 0
  await eachEntry(wheel, async (entry, zip) => {
    const path = takenFromWheel(entry.fileName, folder)
    if (path === undefined) return
    await mkdir(dirname(path), { recursive: true })
    const check = createCheck(wheel, entry, (bytes) => {
      done += bytes
      progress(done)
    })
    // Programs among the files (ptxas) keep the right to be run; nothing else of their mode matters.
    const mode = (entry.externalFileAttributes >>> 16) & 0o100 ? 0o755 : 0o644
    await pipeline(await zip.openReadStreamPromise(entry), check, createWriteStream(path, { mode, flush: true }), {
      signal,
    })
    files.push({ path, bytes: entry.uncompressedSize })
  })
  return files
}

/** Bytes of what `unpackWheel` would take out of a wheel. Throws EngineError when the file is no wheel. */
export async function measureWheel(wheel: string): Promise<number> {
  let bytes = 0
  await eachEntry(wheel, async ({ fileName, uncompressedSize }) => {
    if (takenFromWheel(fileName, '') !== undefined) bytes += uncompressedSize
  })
  return bytes
}

async function eachEntry(wheel: string, use: (entry: Entry, zip: ZipFile) => Promise<void>): Promise<void> {
  try {
    const zip = await openPromise(wheel)
    try {
      for await (const entry of zip.eachEntry()) await use(entry, zip)
    } finally {
      zip.close()
    }
  } catch (cause) {
    if (cause instanceof EngineError || (cause as Error).name === 'AbortError' || 'syscall' in (cause as Error))
      throw cause
    throw new EngineError(`${wheel} cannot be unpacked: ${(cause as Error).message}. Fetch it again.`, { cause })
  }
}

function createCheck(wheel: string, entry: Entry, progress: (bytes: number) => void): Transform {
  let sum = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      sum = crc32(chunk, sum)
      progress(chunk.length)
      done(null, chunk)
    },
    flush(done) {
      const wrong = sum !== entry.crc32
      done(
        wrong ? new EngineError(`${wheel} is damaged: ${entry.fileName} has a wrong checksum. Fetch it again.`) : null,
      )
    },
  })
}
