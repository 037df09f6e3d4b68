import type { Metric } from '../../core/sweep.js'
import type { Interaction } from '../effects.js'
import type { Importances } from './importances-of.js'
import { interactionText } from './interaction-text.js'
import { joinLevels } from './joined-levels.js'
import type { Levels } from './levels.js'
import type { PointMean } from './point-mean.js'

const most = 10
const leastShare = 0.01

/** The pairs of factors that explain one percent or more beyond each alone, the strongest first, and at most ten. */
export function interactionsOf(
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
