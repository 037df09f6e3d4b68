import type { Random } from '../../core/random.js'
import type { Factor } from './factor.js'
import { growTree } from './grow-tree.js'
import type { Tree } from './tree.js'

export interface Forest {
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
