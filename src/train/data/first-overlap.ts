import { slicesOverlap } from './slices-overlap.js'
import { parseSplitSlice } from './split-slice.js'

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
