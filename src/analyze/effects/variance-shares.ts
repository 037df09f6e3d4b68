import type { Factor } from './factor.js'
import { type Regions, regionsOf } from './regions-of.js'
import type { Tree } from './tree.js'

/** Shares of a variance, 0 to 1. */
export interface VarianceShares {
  /** By factor: what it explains alone. */
  readonly single: Float64Array
  /** By factor and factor, the smaller index first: what the two explain beyond each of them alone. */
  readonly pairs: readonly Float64Array[]
}

/**
 * Functional analysis of variance of a forest (Hutter, Hoos and Leyton-Brown, "An efficient approach for assessing
 * hyperparameter importance", ICML 2014): the leaves of a tree are boxes, so the means over all other factors are sums over
 * leaves and exact. Shares are taken of each tree's variance and averaged over the trees. Null where no tree has any.
 */
export function varianceShares(trees: readonly Tree[], factors: readonly Factor[]): VarianceShares | null {
  const single = new Float64Array(factors.length)
  const pairs = factors.map(() => new Float64Array(factors.length))
  let counted = 0
  for (const tree of trees) {
    const regions = regionsOf(tree, factors)
    const total = totalVariance(regions)
    if (!(total > 0)) continue
    counted++
    const alone = factors.map((_, i) => variance(marginal(regions, factors, i), factors[i]!.weights))
    alone.forEach((value, i) => {
      single[i]! += value / total
    })
    for (let i = 0; i < factors.length; i++) {
      for (let j = i + 1; j < factors.length; j++) {
        const both = jointVariance(regions, factors, i, j)
        pairs[i]![j]! += Math.max(0, both - alone[i]! - alone[j]!) / total
      }
    }
  }
  if (counted === 0) return null
  const average = (shares: Float64Array) => shares.map((share) => share / counted)
  return { single: average(single), pairs: pairs.map(average) }
}

function totalVariance({ values, masses }: Regions): number {
  return values.reduce((sum, value, leaf) => sum + masses[leaf]! * value ** 2, 0)
}

/** The mean at every level of a factor over all others. */
function marginal({ values, masses, shares, levels }: Regions, factors: readonly Factor[], i: number): Float64Array {
  const means = new Float64Array(factors[i]!.weights.length)
  for (let leaf = 0; leaf < values.length; leaf++) {
    const part = (values[leaf]! * masses[leaf]!) / shares[leaf]![i]!
    for (const level of levels[leaf]![i]!) means[level]! += part
  }
  return means
}

function variance(means: Float64Array, weights: Float64Array): number {
  return means.reduce((sum, mean, level) => sum + weights[level]! * mean ** 2, 0)
}

function jointVariance(regions: Regions, factors: readonly Factor[], i: number, j: number): number {
  const { values, masses, shares, levels } = regions
  const [rows, columns] = [factors[i]!.weights, factors[j]!.weights]
  const means = new Float64Array(rows.length * columns.length)
  for (let leaf = 0; leaf < values.length; leaf++) {
    const part = (values[leaf]! * masses[leaf]!) / (shares[leaf]![i]! * shares[leaf]![j]!)
    const inner = levels[leaf]![j]!
    for (const row of levels[leaf]![i]!) {
      const start = row * columns.length
      for (let k = 0; k < inner.length; k++) means[start + inner[k]!]! += part
    }
  }
  let sum = 0
  for (let at = 0; at < means.length; at++) {
    sum += rows[Math.floor(at / columns.length)]! * columns[at % columns.length]! * means[at]! ** 2
  }
  return sum
}
