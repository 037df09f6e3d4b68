import { DataError } from './data-error.js'
import { emotions } from './emotions.js'
import { ferHeader } from './fer-header.js'
import { ferSplits } from './fer-splits.js'

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
export function parseFerRow(
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
