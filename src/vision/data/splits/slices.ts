import { UsageError } from '../../../core/errors.js'
import type { Split } from '../dataset.js'

/** A split, or the part of it that its images `from` to `to` (excluded) make. */
interface SplitSlice {
  /** As it was written. */
  readonly text: string
  readonly name: string
  readonly from: Bound
  readonly to: Bound
}

/** A count of images, or a percentage of them. */
interface Bound {
  readonly value: number
  readonly unit: 'images' | 'percent'
}

/**
 * Reads the name of a split, or of a part of it as TensorFlow Datasets writes it: `train[:90%]`, `train[55000:]`,
 * `train[1000:2000]`. Throws UsageError for what is none, and for a part that holds nothing of a split of any size.
 */
export function parseSplitSlice(text: string): SplitSlice {
  const [, name, from, to] = /^([^[\]]+?)(?:\[(\d*%?):(\d*%?)\])?$/.exec(text) ?? []
  const [start, end] = [boundOf(from, { value: 0, unit: 'images' }), boundOf(to, { value: 100, unit: 'percent' })]
  if (name !== undefined && start && end) {
    if (!isEmpty(start, end)) return { text, name, from: start, to: end }
    throw new UsageError(`"${text}" holds no image: its end is not after its start; write a part as NAME[1000:2000]`)
  }
  throw new UsageError(
    `"${text}" is not the name of a split or of a part of one; write NAME, NAME[:90%], NAME[90%:] or NAME[1000:2000]`,
  )
}

/** Where the slice begins and ends (excluded) in a split of so many images. Throws UsageError where it holds none. */
export function rangeOf({ text, from, to }: SplitSlice, count: number): readonly [number, number] {
  const place = ({ value, unit }: Bound) =>
    Math.min(count, unit === 'images' ? value : Math.round((value * count) / 100))
  const range = [place(from), place(to)] as const
  if (range[0] < range[1]) return range
  throw new UsageError(`"${text}" holds no image: the split has ${count}`)
}

/** The images of a slice, without a copy. */
export function cutSplit(split: Split, [from, to]: readonly [number, number]): Split {
  if (from === 0 && to === split.count) return split
  const part = <Values extends Uint8Array | Float32Array>(values: Values): Values => {
    const each = values.length / split.count
    return values.subarray(from * each, to * each) as Values
  }
  return {
    count: to - from,
    images: part(split.images),
    labels: part(split.labels),
    ...(split.votes && { votes: part(split.votes) }),
  }
}

function boundOf(text: string | undefined, fallback: Bound): Bound | undefined {
  if (text === undefined || text === '') return fallback
  const value = Number.parseInt(text, 10)
  const unit = text.endsWith('%') ? 'percent' : 'images'
  return Number.isNaN(value) || (unit === 'percent' && value > 100) ? undefined : { value, unit }
}

/** Whatever the split is. */
function isEmpty(from: Bound, to: Bound): boolean {
  if (to.value === 0 || (from.unit === 'percent' && from.value === 100)) return true
  return from.unit === to.unit && from.value >= to.value
}

/**
 * Whether an image stands in both. `count` is the number of images of the split of the first, where it is known; without
 * it a percentage and a number cannot be compared, and are let pass. Throws UsageError for a slice that ends before the
 * split has so many images.
 */
function slicesOverlap(a: SplitSlice, b: SplitSlice, count: number | undefined): boolean {
  if (a.name !== b.name || count === 0) return false
  if (count === undefined && (isWhole(a) || isWhole(b))) return true
  const scale = count ?? commonScale([a.from, a.to, b.from, b.to])
  if (scale === undefined) return false
  const [aFrom, aTo] = rangeOf(a, scale)
  const [bFrom, bTo] = rangeOf(b, scale)
  return aFrom < bTo && bFrom < aTo
}

/** A number of images at which bounds of one unit keep their order; undefined for bounds of two. */
function commonScale(bounds: readonly Bound[]): number | undefined {
  // 0 and 100 % mean the same in either unit.
  const inner = bounds.filter(({ value, unit }) => value > 0 && !(unit === 'percent' && value === 100))
  const most = Math.max(0, ...inner.map(({ value }) => value))
  const units = new Set(inner.map(({ unit }) => unit))
  if (units.size > 1) return undefined
  return units.has('images') ? most + 1 : 100
}

function isWhole({ from, to }: SplitSlice): boolean {
  return from.value === 0 && to.unit === 'percent' && to.value === 100
}

/**
 * The first of the names that has images of one of the others. `countOf` gives the number of images of a split, where it is
 * known; without it a percentage and a number cannot be compared, and are let pass.
 */
export function firstOverlap(
  names: readonly string[],
  others: readonly string[],
  countOf: (name: string) => number | undefined,
): Overlap | undefined {
  const slices = others.map(parseSplitSlice)
  for (const slice of names.map(parseSplitSlice)) {
    const other = slices.find((each) => slicesOverlap(each, slice, countOf(slice.name)))
    if (other !== undefined) return { name: slice.text, other: other.text }
  }
  return undefined
}

/** A name, and one of the others that has images of it. */
export interface Overlap {
  readonly name: string
  readonly other: string
}
