import type { Factor } from './factor.js'
import type { Tree } from './tree.js'

/** The boxes that a tree cuts the space into, one for each leaf that is not empty. */
export interface Regions {
  /** Of the leaf, less the mean of the tree over the whole space. */
  readonly values: readonly number[]
  /** Share of the space. */
  readonly masses: readonly number[]
  /** By leaf and factor: share of the factor's levels. */
  readonly shares: readonly Float64Array[]
  /** By leaf and factor: the levels that lie in the box. */
  readonly levels: readonly (readonly Uint16Array[])[]
}

/** Walks a tree with the levels of every factor that can still reach each of its nodes. */
export function regionsOf(tree: Tree, factors: readonly Factor[]): Regions {
  const values: number[] = []
  const masses: number[] = []
  const shares: Float64Array[] = []
  const levels: (readonly Uint16Array[])[] = []

  const walk = (node: Tree, box: readonly Uint16Array[], share: Float64Array): void => {
    if (node.kind === 'leaf') {
      values.push(node.value)
      masses.push(share.reduce((product, each) => product * each, 1))
      shares.push(share)
      levels.push(box)
      return
    }
    const { factor, goesLeft } = node
    for (const [side, child] of [
      [1, node.left],
      [0, node.right],
    ] as const) {
      const kept = box[factor]!.filter((level) => goesLeft[level] === side)
      if (kept.length === 0) continue
      const rest = share.slice()
      rest[factor] = kept.reduce((sum, level) => sum + factors[factor]!.weights[level]!, 0)
      walk(
        child,
        box.map((each, i) => (i === factor ? kept : each)),
        rest,
      )
    }
  }
  const whole = factors.map(({ weights }) => Uint16Array.from(weights.keys()))
  walk(tree, whole, new Float64Array(factors.length).fill(1))
  const mean = values.reduce((sum, value, leaf) => sum + value * masses[leaf]!, 0)
  return { values: values.map((value) => value - mean), masses, shares, levels }
}
