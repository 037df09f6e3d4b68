import type { Parameter } from '../../core/parameter.js'
import { randomStream } from '../../core/random.js'
import type { ForestFit } from '../effects.js'
import { coverageOf } from './coverage-of.js'
import { factorsOf } from './factors-of.js'
import { type ForestOptions, fitForest } from './fit-forest.js'
import { forestNote } from './forest-note.js'
import { levelsOf } from './levels-of.js'
import type { PointMean } from './point-mean.js'
import { seedShare } from './seed-share.js'
import { type VarianceShares, varianceShares } from './variance-shares.js'

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
