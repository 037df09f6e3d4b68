import type { Parameter } from '../../core/parameter.js'
import { randomStream } from '../../core/random.js'
import type { ForestFit } from './effects.js'
import { type Factor, factorsOf, type PointMean, seedShare } from './factors.js'
import { type ForestOptions, fitForest, type Tree } from './forest.js'
import { levelsOf } from './levels.js'
import { shareText } from './texts.js'

export interface Importances {
  /** Names of the parameters of each factor; of several, none is told apart from the others. */
  readonly factors: readonly (readonly string[])[]
  /** By factor; null where no forest was fitted. */
  readonly shares: VarianceShares | null
  readonly forest: ForestFit | null
}

const fewestPoints = 8
const mostPoints = 2000
const forestBins = { above: 16, bins: 16, lists: true }

/**
 * Importances by fANOVA over a random forest that is fitted to the means of the points, each of which counts once.
 *
 * Of a grid that is complete one tree that sees every point is all that it takes: then the shares are those of the exact
 * analysis of variance. Trees that see a part of the points only, as they must where parameters are drawn, would take the
 * holes in what they saw for effects, and give parameters with many values a share that belongs to interactions.
 */
export function importancesOf(
  parameters: readonly Parameter[],
  points: readonly PointMean[],
  zip: readonly (readonly string[])[],
): Importances {
  const random = randomStream(0, 'effects')
  const shown = points.length <= mostPoints ? points : sample(points, random.at(1, 0).permutation(points.length))
  const factors = factorsOf(
    parameters.map((parameter) => levelsOf(parameter, shown, forestBins)),
    zip,
  )
  const names = factors.map((factor) => factor.names)
  const coverage = coverageOf(factors, shown.length)
  const options = forestOptions(coverage, shown.length)
  // What changes alone explains everything, which says nothing.
  if (factors.length < 2 || (options.bootstrap && shown.length < fewestPoints)) {
    return { factors: names, shares: null, forest: null }
  }
  const y = Float64Array.from(shown, ({ mean }) => mean)
  const { trees, explained } = fitForest(factors, y, options, random)
  const fit = { trees: options.trees, points: shown.length, coverage, explained, chance: seedShare(points) }
  return {
    factors: names,
    shares: varianceShares(trees, factors),
    forest: { ...fit, note: forestNote(fit, points.length) },
  }
}

function forestOptions(coverage: number | null, points: number): ForestOptions {
  if (coverage === 1) return { trees: 1, bootstrap: false, tried: 1, fewest: 1 }
  const fewest = Math.max(1, Math.ceil(points / 500))
  // Half of a grid is enough for trees to fill its holes in different ways, by drawing the factors that they look at.
  if (coverage !== null && coverage >= 0.5) return { trees: 64, bootstrap: false, tried: 0.7, fewest }
  return { trees: 64, bootstrap: true, tried: 1, fewest }
}

/** The first of a random order, put back into the order of the sweep. */
function sample(points: readonly PointMean[], order: Uint32Array): readonly PointMean[] {
  return [...order.slice(0, mostPoints)].sort((a, b) => a - b).map((i) => points[i]!)
}

/**
 * Share of a grid that its points make up; null where a parameter is drawn, as there is no grid then. Where parameters
 * exist under conditions, the grid is that of each set of parameters which occurs.
 */
function coverageOf(factors: readonly Factor[], points: number): number | null {
  if (factors.some(({ drawn }) => drawn)) return null
  const sets = new Map<string, Set<number>[]>()
  for (let i = 0; i < points; i++) {
    const key = factors.map(({ of }) => (of[i]! < 0 ? '-' : '+')).join('')
    if (!sets.has(key))
      sets.set(
        key,
        factors.map(() => new Set()),
      )
    sets.get(key)!.forEach((levels, k) => {
      levels.add(factors[k]!.of[i]!)
    })
  }
  const cells = [...sets.values()].map((levels) => levels.reduce((product, { size }) => product * size, 1))
  return points / cells.reduce((sum, count) => sum + count, 0)
}

/** How the importances were found and how far they can be trusted, in plain sentences. */
function forestNote(fit: Omit<ForestFit, 'note'>, all: number): string {
  return [method(fit, all), told(fit), seeds(fit)].filter((text) => text !== '').join(' ')
}

function method({ trees, points, coverage }: Omit<ForestFit, 'note'>, all: number): string {
  if (coverage === 1) return `The importances are exact for the complete grid of ${points} points.`
  const which = points < all ? `${points} of the ${all} points, drawn at random` : `${points} points`
  const forest = `The importances come from a random forest of ${trees} trees over ${which}`
  return coverage === null ? `${forest}.` : `${forest}, which are ${shareText(coverage)} of their grid.`
}

function told({ explained }: Omit<ForestFit, 'note'>): string {
  if (explained === null) return ''
  if (explained > 0) return `It tells ${shareText(explained)} of the variance of points that it was not shown.`
  return 'It tells nothing right of points that it was not shown, so they describe these points and need not hold for others.'
}

function seeds({ chance }: Omit<ForestFit, 'note'>): string {
  if (chance === null) return 'With one seed it cannot be told how much of the variance is chance.'
  return `Chance between seeds makes up ${shareText(chance)} of the variance of the points.`
}

/** The boxes that a tree cuts the space into, one for each leaf that is not empty. */
interface Regions {
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
function regionsOf(tree: Tree, factors: readonly Factor[]): Regions {
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

/** Shares of a variance, 0 to 1. */
interface VarianceShares {
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
function varianceShares(trees: readonly Tree[], factors: readonly Factor[]): VarianceShares | null {
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
