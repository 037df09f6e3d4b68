import type { Factor } from './factor.js'

/** A way to part the levels of a factor in two. */
export interface Cut {
  /** The sum of squares that it takes away. */
  readonly gain: number
  /** By level: 1 for those that go left. */
  readonly goesLeft: Uint8Array
}

/**
 * The cut of a factor that takes the most variance of `y` away from these rows and leaves `fewest` of them or more on
 * either side; null where there is none, and where a row does not have the factor. Levels without an order are put in that of their means, among whose cuts the best of all is
 * (Breiman et al. 1984, section 8.8). A level that no row has goes with the nearest one, or with the larger side.
 */
export function bestCut(
  factor: Factor,
  y: Float64Array,
  rows: Int32Array,
  weights: Float64Array,
  fewest: number,
): Cut | null {
  const { of, ordered } = factor
  const count = factor.weights.length
  const sums = new Float64Array(count)
  const masses = new Float64Array(count)
  let center = 0
  for (const row of rows) center += y[row]! / rows.length
  for (const row of rows) {
    const level = of[row]!
    if (level < 0) return null
    sums[level]! += weights[row]! * (y[row]! - center)
    masses[level]! += weights[row]!
  }
  const seen: number[] = []
  for (let level = 0; level < count; level++) if (masses[level]! > 0) seen.push(level)
  if (seen.length < 2) return null
  if (!ordered) seen.sort((a, b) => sums[a]! / masses[a]! - sums[b]! / masses[b]! || a - b)

  const sum = seen.reduce((total, level) => total + sums[level]!, 0)
  const mass = seen.reduce((total, level) => total + masses[level]!, 0)
  let [best, at, left, leftMass, atMass] = [-1, 0, 0, 0, 0]
  for (let i = 0; i < seen.length - 1; i++) {
    left += sums[seen[i]!]!
    leftMass += masses[seen[i]!]!
    if (leftMass < fewest || mass - leftMass < fewest) continue
    const gain = left ** 2 / leftMass + (sum - left) ** 2 / (mass - leftMass) - sum ** 2 / mass
    if (gain > best) [best, at, atMass] = [gain, i, leftMass]
  }
  if (best < 0) return null
  const goesLeft = new Uint8Array(count)
  if (ordered) {
    goesLeft.fill(1, 0, Math.floor((seen[at]! + seen[at + 1]!) / 2) + 1)
  } else {
    if (atMass * 2 > mass) goesLeft.fill(1)
    seen.forEach((level, i) => {
      goesLeft[level] = i <= at ? 1 : 0
    })
  }
  return { gain: best, goesLeft }
}
