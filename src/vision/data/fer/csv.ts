import { stat } from 'node:fs/promises'
import { type SourceStamp, throughCache } from '../cache.js'
import { DataError, type Dataset, type Split, sharedBytes } from '../dataset.js'
import { emotions, ferHeader, ferSplits } from './format.js'
import { forEachLine } from './lines.js'

/**
 * Reads a file in the form of fer2013.csv, through a cache of its bytes beside it (`fer.csv.cache`). Throws DataError
 * with the line.
 */
export async function readFerCsv(path: string, log: (line: string) => void): Promise<Dataset> {
  return throughCache({ path, stamp: () => stampOf(path), read: () => parseFerCsv(path) }, log)
}

async function stampOf(path: string): Promise<SourceStamp> {
  const { size, mtimeNs } = await stat(path, { bigint: true })
  return { size: Number(size), state: String(mtimeNs) }
}

const side = 48

/**
 * Reads a file in the form of fer2013.csv (`emotion,pixels,Usage`), in chunks and straight from bytes to bytes.
 * Lines may end in CRLF, fields may be quoted, a byte order mark may come first. Splits without a row are left out.
 * Throws DataError with the line.
 */
async function parseFerCsv(path: string): Promise<Dataset> {
  const builders = ferSplits.map(() => new SplitBuilder(side * side))
  const pixels = new Uint8Array(side * side)
  const lines = await forEachLine(path, ({ bytes, start, end, number, complete }) => {
    try {
      if (number === 1) checkHeader(bytes.toString('utf8', start, end))
      else if (end > start) {
        const { label, split } = parseFerRow(bytes, start, end, pixels)
        builders[split]!.add(pixels, label)
      }
    } catch (error) {
      if (!(error instanceof DataError)) throw error
      const hint = complete ? '' : '; the file ends within this line, so it may be cut off'
      throw new DataError(`${path}:${number}: ${error.message}${hint}`)
    }
  })
  if (lines === 0) throw new DataError(`${path}: the file is empty, expected the header "${ferHeader}"`)
  const splits = ferSplits.map((name, i) => [name, builders[i]!.build()] as const).filter(([, { count }]) => count > 0)
  if (splits.length === 0) throw new DataError(`${path}: no row follows the header, expected at least one`)
  return { classes: emotions, height: side, width: side, splits: Object.fromEntries(splits) }
}

function checkHeader(line: string): void {
  if (line.replace(/^\uFEFF/, '').replaceAll('"', '') === ferHeader) return
  const shown = line.length > 60 ? `${line.slice(0, 60)}…` : line
  throw new DataError(`the header is "${shown}", expected "${ferHeader}"`)
}

const comma = 0x2c
const quote = 0x22
const space = 0x20
const digit0 = 0x30
const digit9 = 0x39

const usages = ferSplits.map((name) => Buffer.from(name))

/**
 * Reads one row, bytes[start..end), of fer2013.csv and fills `pixels`. `split` is an index into ferSplits.
 * Throws DataError that names neither file nor line.
 */
function parseFerRow(
  bytes: Buffer,
  start: number,
  end: number,
  pixels: Uint8Array,
): { readonly label: number; readonly split: number } {
  const afterEmotion = bytes.indexOf(comma, start)
  if (afterEmotion < 0 || afterEmotion >= end) throw new DataError(`1 field, expected 3: ${ferHeader}`)
  const label = readEmotion(bytes, start, afterEmotion)
  const afterPixels = readPixels(bytes, afterEmotion + 1, end, pixels)
  if (afterPixels === end) throw new DataError(`2 fields, expected 3: ${ferHeader}`)
  return { label, split: readUsage(bytes, afterPixels + 1, end) }
}

function readEmotion(bytes: Buffer, start: number, end: number): number {
  const [from, to] = unquoted(bytes, start, end)
  const label = bytes[from]! - digit0
  if (to - from === 1 && label >= 0 && label < emotions.length) return label
  throw new DataError(`emotion is "${shown(bytes, from, to)}", expected an integer from 0 to ${emotions.length - 1}`)
}

/** Returns where the field ends: at its comma, or at the end of the row. */
function readPixels(bytes: Buffer, start: number, end: number, pixels: Uint8Array): number {
  const quoted = start < end && bytes[start] === quote
  let [at, count, value, digits] = [quoted ? start + 1 : start, 0, 0, 0]
  for (; at <= end; at++) {
    const byte = at < end ? bytes[at]! : comma
    if (byte >= digit0 && byte <= digit9) {
      value = value * 10 + byte - digit0
      digits++
      continue
    }
    if (byte !== space && byte !== comma && !(quoted && byte === quote)) throw badPixel(bytes, at, end, count)
    if (digits > 0) {
      if (value > 255) throw badPixel(bytes, at - digits, end, count)
      // Past the end this writes nothing, and the count tells.
      pixels[count++] = value
      value = 0
      digits = 0
    }
    if (byte !== space) break
  }
  if (count !== pixels.length) throw new DataError(`${count} pixels, expected ${pixels.length}`)
  return bytes[at] === quote && at < end ? at + 1 : at
}

function readUsage(bytes: Buffer, start: number, end: number): number {
  const [from, to] = unquoted(bytes, start, end)
  const split = usages.findIndex((usage) => usage.length === to - from && usage.compare(bytes, from, to) === 0)
  if (split >= 0) return split
  throw new DataError(`Usage is "${shown(bytes, from, to)}", expected one of ${ferSplits.join(', ')}`)
}

function unquoted(bytes: Buffer, start: number, end: number): readonly [number, number] {
  const quoted = end - start >= 2 && bytes[start] === quote && bytes[end - 1] === quote
  return quoted ? [start + 1, end - 1] : [start, end]
}

/** The whole word that `at` lies in. */
function badPixel(bytes: Buffer, at: number, end: number, count: number): DataError {
  const inWord = (i: number) => bytes[i] !== space && bytes[i] !== comma && bytes[i] !== quote
  let [from, to] = [at, at]
  while (from > 0 && inWord(from - 1)) from--
  while (to < end && inWord(to)) to++
  return new DataError(`pixel ${count + 1} is "${shown(bytes, from, to)}", expected an integer from 0 to 255`)
}

function shown(bytes: Buffer, from: number, to: number): string {
  return to - from > 40 ? `${bytes.toString('utf8', from, from + 40)}…` : bytes.toString('utf8', from, to)
}

const imagesPerBlock = 1024

/** Gathers images one at a time, in blocks, so that no image is ever copied twice. */
class SplitBuilder {
  readonly #imageSize: number
  readonly #images: Uint8Array[] = []
  readonly #labels: Uint8Array[] = []
  #count = 0

  constructor(imageSize: number) {
    this.#imageSize = imageSize
  }

  /** Copies one image in. */
  add(image: Uint8Array, label: number): void {
    const place = this.#count % imagesPerBlock
    if (place === 0) {
      this.#images.push(new Uint8Array(imagesPerBlock * this.#imageSize))
      this.#labels.push(new Uint8Array(imagesPerBlock))
    }
    this.#images.at(-1)!.set(image, place * this.#imageSize)
    this.#labels.at(-1)![place] = label
    this.#count++
  }

  /** All images so far. */
  build(): Split {
    const images = join(this.#images, this.#count * this.#imageSize)
    return { count: this.#count, images, labels: join(this.#labels, this.#count) }
  }
}

function join(blocks: readonly Uint8Array[], length: number): Uint8Array {
  const whole = sharedBytes(length)
  let position = 0
  for (const block of blocks) {
    whole.set(block.subarray(0, length - position), position)
    position += block.length
  }
  return whole
}
