import { UsageError } from '../../../core/errors.js'
import { didYouMean } from '../../../core/texts.js'
import { type Dataset, type Split, sharedBytes } from '../dataset.js'
import { cutSplit, parseSplitSlice, rangeOf } from './slices.js'

/**
 * The split of a dataset that `text` names, or the part of one. `asked` says in errors where the name was given, `where`
 * names the dataset. Throws UsageError for a split that is not there or is empty, and for a part of one where a subject
 * must not be in two splits.
 */
export function takeSplit(dataset: Dataset, text: string, asked: string, where: string): Split {
  const slice = parseSplitSlice(text)
  const { name } = slice
  const split = Object.hasOwn(dataset.splits, name) ? dataset.splits[name] : undefined
  if (split === undefined) {
    const meant = didYouMean(name, Object.keys(dataset.splits))
    throw new UsageError(`${asked}: ${where} has no split "${name}". ${meant}Its splits: ${splitNames(dataset)}`)
  }
  if (split.count > 0) {
    const range = rangeOf(slice, split.count)
    if (!dataset.bySubject || (range[0] === 0 && range[1] === split.count)) return cutSplit(split, range)
    throw new UsageError(
      `${asked}: "${text}" is a part of a split, but ${where} is split by subject, and one subject may have images in ` +
        `several parts; write whole splits: ${splitNames(dataset)}`,
    )
  }
  throw new UsageError(`${asked}: the split "${name}" of ${where} has no images. Its splits: ${splitNames(dataset)}`)
}

/** The names of its splits, for errors. */
export function splitNames({ splits }: Dataset): string {
  return Object.keys(splits).join(', ') || 'none'
}

/** The images of splits of one dataset, one after the other; a single split is given back as it is. */
export function joinSplits(splits: readonly Split[]): Split {
  const [first] = splits
  if (splits.length === 1 && first !== undefined) return first
  const count = splits.reduce((sum, split) => sum + split.count, 0)
  const images = joinBytes(splits.map((split) => split.images))
  const labels = joinBytes(splits.map((split) => split.labels))
  const votes = splits.flatMap((split) => (split.votes === undefined ? [] : [split.votes]))
  if (votes.length === 0) return { count, images, labels }
  if (votes.length < splits.length) throw new Error('some splits have votes, and some have none')
  return { count, images, labels, votes: new Float32Array(joinBytes(votes.map(bytesOf)).buffer) }
}

function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const whole = sharedBytes(parts.reduce((sum, part) => sum + part.length, 0))
  let position = 0
  for (const part of parts) {
    whole.set(part, position)
    position += part.length
  }
  return whole
}

function bytesOf({ buffer, byteOffset, byteLength }: Float32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength)
}

/** A copy of the images at these places of a split, in their order, with their labels and votes. */
export function takeImages(split: Split, places: readonly number[]): Split {
  const count = places.length
  const images = takeRows(split.images, split.count, places)
  const labels = takeRows(split.labels, split.count, places)
  if (split.votes === undefined) return { count, images, labels }
  const { buffer, byteOffset, byteLength } = split.votes
  const votes = takeRows(new Uint8Array(buffer, byteOffset, byteLength), split.count, places)
  return { count, images, labels, votes: new Float32Array(votes.buffer) }
}

function takeRows(bytes: Uint8Array, count: number, places: readonly number[]): Uint8Array {
  const size = bytes.length / count
  const taken = sharedBytes(places.length * size)
  for (const [i, place] of places.entries()) taken.set(bytes.subarray(place * size, (place + 1) * size), i * size)
  return taken
}

/** A copy of images [count, size] with each one's histogram equalised, in shared memory as a split's images are. */
export function equalizeSplit<Split extends { readonly count: number; readonly images: Uint8Array }>(
  split: Split,
): Split {
  const images = new Uint8Array(new SharedArrayBuffer(split.images.length))
  images.set(split.images)
  const size = images.length / split.count
  for (let start = 0; start < images.length; start += size) equalize(images, start, start + size)
  return { ...split, images }
}

/**
 * Spreads the grays of one image evenly over 0..255 (histogram equalisation), from `start` to `end` (excluded), in
 * place; to the last bit as Pillow's `ImageOps.equalize`. An image of a single gray stays as it is.
 */
export function equalize(pixels: Uint8Array, start = 0, end = pixels.length): void {
  const histogram = new Uint32Array(256)
  for (let i = start; i < end; i++) histogram[pixels[i]!]!++
  const brightest = histogram.findLast((count) => count > 0) ?? 0
  const step = Math.floor((end - start - brightest) / 255)
  if (step === 0) return
  const grays = new Uint8ClampedArray(256)
  let darker = Math.floor(step / 2)
  for (let gray = 0; gray < 256; gray++) {
    grays[gray] = Math.floor(darker / step)
    darker += histogram[gray]!
  }
  for (let i = start; i < end; i++) pixels[i] = grays[pixels[i]!]!
}
