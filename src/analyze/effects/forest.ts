import type { Random } from '../../core/random.js'
import type { Factor } from './factors.js'

interface Forest {
  readonly trees: readonly Tree[]
  /**
   * R squared over the points, each told by the trees that were not shown it; null where all trees saw all points, and
   * where the points do not differ.
   */
  readonly explained: number | null
}

export interface ForestOptions {
  readonly trees: number
  /** Whether a tree sees points drawn with replacement; else it sees all of them. */
  readonly bootstrap: boolean
  /** Share of the factors that a split chooses from, drawn anew for each. */
  readonly tried: number
  /** Leaves are not made smaller than so many points. */
  readonly fewest: number
}

/**
 * A random forest (Breiman, "Random forests", Machine Learning 45, 2001).
 *
 * It is our own since the forest that npm has, ml-random-forest 2.1 of 2022, takes a quarter of a second for one tree of
 * 1,000 points and more than twice that for 2,000, knows no categories, and draws its factors once for a whole tree.
 *
 * @param y the metric, by point
 */
export function fitForest(
  factors: readonly Factor[],
  y: Float64Array,
  { trees: count, bootstrap, tried, fewest }: ForestOptions,
  random: Random,
): Forest {
  const choices = Math.max(1, Math.ceil(tried * factors.length))
  const sums = new Float64Array(y.length)
  const votes = new Int32Array(y.length)
  const trees = Array.from({ length: count }, (_, number) => {
    const stream = random.at(number)
    const weights = bootstrap ? drawnWeights(y.length, stream) : new Float64Array(y.length).fill(1)
    const tree = growTree({ factors, y, weights, choices, fewest, random: stream }, rowsOf(weights))
    weights.forEach((weight, row) => {
      if (weight > 0) return
      sums[row]! += predict(tree, factors, row)
      votes[row]! += 1
    })
    return tree
  })
  return { trees, explained: explainedBy(sums, votes, y) }
}

function drawnWeights(points: number, random: Random): Float64Array {
  const weights = new Float64Array(points)
  for (let i = 0; i < points; i++) weights[random.integer(points)]! += 1
  return weights
}

function rowsOf(weights: Float64Array | Int32Array): Int32Array {
  return Int32Array.from(weights.keys()).filter((row) => weights[row]! > 0)
}

function predict(tree: Tree, factors: readonly Factor[], row: number): number {
  let at = tree
  while (at.kind === 'split') at = at.goesLeft[factors[at.factor]!.of[row]!] === 1 ? at.left : at.right
  return at.value
}

function explainedBy(sums: Float64Array, votes: Int32Array, y: Float64Array): number | null {
  const told = rowsOf(votes)
  const mean = told.reduce((sum, row) => sum + y[row]!, 0) / told.length
  let [error, total] = [0, 0]
  for (const row of told) {
    error += (y[row]! - sums[row]! / votes[row]!) ** 2
    total += (y[row]! - mean) ** 2
  }
  return total > 0 ? 1 - error / total : null
}

/** A way to part the levels of a factor in two. */
interface Cut {
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
function bestCut(factor: Factor, y: Float64Array, rows: Int32Array, weights: Float64Array, fewest: number): Cut | null {
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

/** What a tree is grown from. */
interface Soil {
  readonly factors: readonly Factor[]
  /** The metric, by point. */
  readonly y: Float64Array
  /** How often each point counts. */
  readonly weights: Float64Array
  /** From how many of the factors a split chooses. */
  readonly choices: number
  /** Leaves are not made smaller than so many points. */
  readonly fewest: number
  readonly random: Random
}

/**
 * Grows a regression tree on these points as far as it goes (CART: Breiman, Friedman, Olshen and Stone, 1984): each split
 * takes the most variance away. Of equally good factors chance takes one, as else the first in the file would seem to
 * matter.
 *
 * A factor splits only where every point has it. So the effect of a parameter that exists under a condition is looked for
 * where the condition holds, and what the condition itself does is counted for the parameters that it names.
 */
function growTree(soil: Soil, rows: Int32Array): Tree {
  const { factors, y, weights } = soil
  const cut = isPure(rows, y) ? null : chooseCut(soil, rows)
  if (cut === null) return { kind: 'leaf', value: weightedMean(rows, y, weights) }
  const { of } = factors[cut.factor]!
  const side = (left: 0 | 1) => rows.filter((row) => cut.goesLeft[of[row]!] === left)
  const [left, right] = [growTree(soil, side(1)), growTree(soil, side(0))]
  return { kind: 'split', factor: cut.factor, goesLeft: cut.goesLeft, left, right }
}

/** Looks at more factors than it has to where none of the first can be cut. */
function chooseCut({ factors, y, weights, choices, fewest, random }: Soil, rows: Int32Array): Chosen | null {
  let best: Chosen | null = null
  let seen = 0
  for (const factor of random.permutation(factors.length)) {
    if (seen >= choices && best !== null) break
    seen++
    const cut = bestCut(factors[factor]!, y, rows, weights, fewest)
    // Sums in another order differ in their last digits; such a difference is none.
    if (cut !== null && (best === null || cut.gain > best.gain * (1 + 1e-9))) best = { ...cut, factor }
  }
  return best
}

interface Chosen extends Cut {
  readonly factor: number
}

function isPure(rows: Int32Array, y: Float64Array): boolean {
  return rows.every((row) => y[row] === y[rows[0]!])
}

function weightedMean(rows: Int32Array, y: Float64Array, weights: Float64Array): number {
  let sum = 0
  let weight = 0
  for (const row of rows) {
    sum += weights[row]! * y[row]!
    weight += weights[row]!
  }
  return sum / weight
}

/** A regression tree over factors. */
export type Tree = Leaf | Split

interface Leaf {
  readonly kind: 'leaf'
  readonly value: number
}

interface Split {
  readonly kind: 'split'
  /** Index of the factor. */
  readonly factor: number
  /** By level of the factor: 1 for those that go left. */
  readonly goesLeft: Uint8Array
  readonly left: Tree
  readonly right: Tree
}
