import { isSearched } from '../../core/parameter.js'
import type { RunData } from '../../core/run-data.js'
import type { Metric } from '../../core/sweep.js'
import { marginalValues } from './bests.js'
import type { Effects, Interaction, ParameterEffect } from './effects.js'
import { type PointMean, pointMeans, spread } from './factors.js'
import { type Importances, importancesOf } from './importances.js'
import { type Binning, joinLevels, type Levels, levelsOf } from './levels.js'
import { interactionText, parameterText } from './texts.js'

/**
 * What every searched parameter did to the metric, by the complete trials; the others are counted. Null below two complete
 * points, and where no parameter has more than one value in them.
 *
 * The same trials give the same figures to the last digit: the forest is drawn with a fixed seed.
 */
export function effectsOf({ run, trials, total }: RunData): Effects | null {
  const { parameters, metric, zip, method } = run.sweep
  const points = pointMeans(trials)
  const columns = parameters
    .map((parameter) => ({ parameter, levels: levelsOf(parameter, points, shownBins(points.length)) }))
    .filter(({ parameter, levels }) => levels.levels.length > (isSearched(parameter) ? 0 : 1))
  if (!columns.some(({ levels }) => levels.levels.length > 1)) return null

  const complete = points.reduce((sum, { values }) => sum + values.length, 0)
  const importances = importancesOf(
    columns.map(({ parameter }) => parameter),
    points,
    zip,
  )
  const effects = columns.map(({ levels }): ParameterEffect => {
    const values = marginalValues(levels, points, method === 'grid')
    const factor = importances.factors.findIndex((names) => names.includes(levels.name))
    const effect = {
      name: levels.name,
      importance: importances.shares && factor >= 0 ? importances.shares.single[factor]! : null,
      together: (importances.factors[factor] ?? []).filter((name) => name !== levels.name),
      scale: levels.scale,
      values,
      absent: complete - values.reduce((sum, value) => sum + value.trials, 0),
    }
    return { ...effect, text: parameterText(effect, metric) }
  })
  const interactions = interactionsOf(
    importances,
    columns.map(({ levels }) => levels),
    points,
    metric,
  )
  return {
    trials: complete,
    omitted: total - complete,
    parameters: effects.sort((a, b) => (b.importance ?? -1) - (a.importance ?? -1) || spread(b) - spread(a)),
    interactions,
    rest: restOf(importances, interactions),
    forest: importances.forest,
  }
}

function restOf({ shares }: Importances, interactions: Effects['interactions']): number | null {
  if (shares === null) return null
  const told = [...shares.single, ...interactions.map(({ importance }) => importance)]
  return Math.max(0, 1 - told.reduce((sum, share) => sum + share, 0))
}

/** Few enough that a bin has some points, and that their list can be read. */
function shownBins(points: number): Binning {
  return { above: 8, bins: Math.max(2, Math.min(5, Math.floor(points / 4))), lists: false }
}

const most = 10
const leastShare = 0.01

/** The pairs of factors that explain one percent or more beyond each alone, the strongest first, and at most ten. */
function interactionsOf(
  { factors, shares }: Importances,
  columns: readonly Levels[],
  points: readonly PointMean[],
  metric: Metric,
): readonly Interaction[] {
  if (!shares) return []
  const joined = factors.map((names) => joinLevels(columns.filter(({ name }) => names.includes(name))))
  const pairs = factors.flatMap((_, i) => factors.slice(i + 1).map((_, k) => [i, i + 1 + k] as const))
  return pairs
    .map(([i, j]) => ({ i, j, importance: shares.pairs[i]![j]! }))
    .filter(({ importance }) => importance >= leastShare)
    .sort((a, b) => b.importance - a.importance)
    .flatMap(({ i, j, importance }) => {
      const text = interactionText(joined[i]!, joined[j]!, points, metric)
      return text === null ? [] : [{ parameters: [factors[i]![0]!, factors[j]![0]!] as const, importance, text }]
    })
    .slice(0, most)
}
