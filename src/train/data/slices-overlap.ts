import { type Bound, rangeOf, type SplitSlice } from './split-slice.js'

/**
 * Whether an image stands in both. `count` is the number of images of the split of the first, where it is known; without
 * it a percentage and a number cannot be compared, and are let pass. Throws UsageError for a slice that ends before the
 * split has so many images.
 */
export function slicesOverlap(a: SplitSlice, b: SplitSlice, count: number | undefined): boolean {
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
