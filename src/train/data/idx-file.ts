import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { DataError } from './data-error.js'
import { sharedBytes } from './shared-bytes.js'

/** An array of unsigned bytes, in row-major order. */
export interface IdxFile {
  readonly shape: readonly number[]
  readonly data: Uint8Array
}

/**
 * Reads an IDX file of unsigned bytes with the given number of dimensions, gzipped when its name ends in `.gz`: two zero
 * bytes, the type, the number of dimensions, each size as 4 bytes big-endian, the data (LeCun, Cortes and Burges, "The
 * MNIST database"). Throws DataError with the file.
 */
export async function readIdxFile(path: string, dimensions: number): Promise<IdxFile> {
  const bytes = await contentOf(path)
  const headerSize = 4 + 4 * dimensions
  const magic = bytes.length < 4 ? undefined : bytes.readUInt32BE(0)
  const expected = (unsignedByte << 8) | dimensions
  if (magic !== expected) {
    const found = magic === undefined ? 'none' : hex(magic)
    const meaning = `unsigned bytes in ${dimensions} dimension${dimensions === 1 ? '' : 's'}`
    throw new DataError(`${path}: magic number ${found}, expected ${hex(expected)} (${meaning})`)
  }
  if (bytes.length < headerSize) {
    throw new DataError(`${path}: ${bytes.length} bytes, expected an IDX header of ${headerSize}`)
  }
  const shape = Array.from({ length: dimensions }, (_, i) => bytes.readUInt32BE(4 + 4 * i))
  const size = shape.reduce((product, length) => product * length, 1)
  const found = bytes.length - headerSize
  if (found !== size) {
    throw new DataError(`${path}: ${found} bytes of data, expected ${size} for the shape ${shape.join('x')} it states`)
  }
  const data = sharedBytes(size)
  data.set(bytes.subarray(headerSize))
  return { shape, data }
}

const unsignedByte = 0x08

async function contentOf(path: string): Promise<Buffer> {
  try {
    const content = await readFile(path)
    return path.endsWith('.gz') ? await promisify(gunzip)(content) : content
  } catch (error) {
    throw new DataError(`${path}: cannot be read (${(error as Error).message})`, { cause: error })
  }
}

function hex(value: number): string {
  return `0x${value.toString(16).padStart(8, '0')}`
}
