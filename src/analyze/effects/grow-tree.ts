import type { Random } from '../../core/random.js'
import { bestCut, type Cut } from './best-cut.js'
import type { Factor } from './factor.js'
import type { Tree } from './tree.js'

/** What a tree is grown from. */
export interface Soil {
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
export function growTree(soil: Soil, rows: Int32Array): Tree {
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
