import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { DataError, type Dataset, type Split, sharedBytes } from './dataset.js'
import { emotions } from './fer/format.js'

/**
 * Reads a folder of pairs `<Split>-images-idx3-ubyte` and `<Split>-labels-idx1-ubyte`, gzipped (`.gz`) or not, as MNIST
 * and its relatives come. Images of 48x48 with labels up to 6 have FER2013's classes; else the classes are '0', '1', ….
 * Throws DataError with the file.
 */
export async function readIdxFolder(folder: string): Promise<Dataset> {
  const pairs = pairUp(folder, await readdir(folder))
  const read: IdxSplit[] = []
  for (const pair of pairs) read.push(await readSplit(pair))
  const [first, ...others] = read
  if (first === undefined) {
    throw new DataError(
      `${folder}: no IDX files; expected pairs like train-images-idx3-ubyte.gz and train-labels-idx1-ubyte.gz`,
    )
  }
  const { height, width } = first
  for (const other of others) {
    if (other.height !== height || other.width !== width) {
      const expected = `${height}x${width} as in ${first.file}`
      throw new DataError(`${other.file}: images of ${other.height}x${other.width}, expected ${expected}`)
    }
  }
  const splits = Object.fromEntries(read.map(({ name, split }) => [name, split]))
  const highest = read.reduce((max, { split }) => split.labels.reduce((a, b) => Math.max(a, b), max), 0)
  const faces = height === 48 && width === 48 && highest < emotions.length
  const classes = faces ? emotions : Array.from({ length: highest + 1 }, (_, i) => String(i))
  return { classes, height, width, splits }
}

interface Pair {
  readonly name: string
  /** Paths. */
  readonly images: string
  readonly labels: string
}

interface IdxSplit {
  readonly name: string
  /** Path of its images. */
  readonly file: string
  readonly height: number
  readonly width: number
  readonly split: Split
}

const suffixes = { images: '-images-idx3-ubyte', labels: '-labels-idx1-ubyte' } as const

function pairUp(folder: string, files: readonly string[]): readonly Pair[] {
  const present = new Set(files)
  const names = new Set(
    files.flatMap((file) => {
      const stem = file.replace(/\.gz$/, '')
      return Object.values(suffixes).flatMap((suffix) => (stem.endsWith(suffix) ? [stem.slice(0, -suffix.length)] : []))
    }),
  )
  const find = (stem: string) => {
    const file = [stem, `${stem}.gz`].find((candidate) => present.has(candidate))
    if (file === undefined) throw new DataError(`${join(folder, stem)}: no such file, plain or .gz; its pair is there`)
    return join(folder, file)
  }
  return [...names]
    .sort()
    .map((name) => ({ name, images: find(name + suffixes.images), labels: find(name + suffixes.labels) }))
}

async function readSplit({ name, images, labels }: Pair): Promise<IdxSplit> {
  const imageFile = await readIdxFile(images, 3)
  const labelFile = await readIdxFile(labels, 1)
  const [count = 0, height = 0, width = 0] = imageFile.shape
  if (count === 0) throw new DataError(`${images}: no images, expected at least one`)
  if (labelFile.shape[0] !== count) {
    throw new DataError(`${labels}: ${labelFile.shape[0]} labels, expected ${count}, one for each image of ${images}`)
  }
  return { name, file: images, height, width, split: { count, images: imageFile.data, labels: labelFile.data } }
}

/** An array of unsigned bytes, in row-major order. */
interface IdxFile {
  readonly shape: readonly number[]
  readonly data: Uint8Array
}

/**
 * Reads an IDX file of unsigned bytes with the given number of dimensions, gzipped when its name ends in `.gz`: two zero
 * bytes, the type, the number of dimensions, each size as 4 bytes big-endian, the data (LeCun, Cortes and Burges, "The
 * MNIST database"). Throws DataError with the file.
 */
async function readIdxFile(path: string, dimensions: number): Promise<IdxFile> {
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
