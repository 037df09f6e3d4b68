import { isSearched } from '../../core/parameter.js'
import type { Warning } from '../analysis.js'
import type { Effects } from '../effects.js'
import { describePoint } from '../points/describe-point.js'
import { differingParameters } from '../points/differing-parameters.js'
import type { RunData } from '../run-data.js'
import type { Findings } from '../warnings/warnings-of.js'
import { caution } from './caution.js'
import { testScore } from './test-score.js'
import { tieText } from './tie-text.js'
import { winnerText } from './winner-text.js'

/** What a run comes to, in plain sentences, the most important first. */
export function verdictOf(
  data: RunData,
  findings: Findings & { readonly warnings: readonly Warning[] },
): readonly string[] {
  const { points, metric, seedsToDecide, effects } = findings
  if (points.length === 0) return [`${noneText(data.total)}: there is nothing to rank by ${metric.name}.`]
  const { sweep } = data.run
  const searched = sweep.parameters.filter(isSearched).map(({ name }) => name)
  const names = points.length === 1 ? searched : differingParameters(points, sweep)
  const describe = (place: number) => describePoint(points[place]!.params, names)
  return [
    winnerText(data, findings, describe(0)),
    ...tieText(findings, describe),
    ...(seedsToDecide ? [seedsToDecide.note] : []),
    ...testScore(data, findings),
    ...caution(data, findings),
    ...effectTexts(effects),
  ]
}

/** Every sweep has trials: none are left where an expression has selected none. */
function noneText(total: number): string {
  return total === 0 ? 'No trial was selected' : `No trial of ${total} is complete`
}

/**
 * Of the most important parameter and the strongest interaction, where they explain a share worth a sentence here. Nothing
 * where seeds alone make half of what there is to explain, or the forest tells nothing of points that it was not shown.
 */
function effectTexts(effects: Effects | null): readonly string[] {
  const { explained = null, chance = null } = effects?.forest ?? {}
  if (effects === null || (chance ?? 0) >= 0.5 || (explained !== null && explained <= 0)) return []
  const [parameter, interaction] = [effects.parameters[0], effects.interactions[0]]
  return [
    ...(parameter && (parameter.importance ?? 0) >= leastShare ? [`Of the parameters, ${ended(parameter.text)}`] : []),
    ...(interaction && interaction.importance >= leastShare
      ? [`Parameters depend on each other: ${ended(interaction.text)}`]
      : []),
  ]
}

const leastShare = 0.05

function ended(text: string): string {
  return text.endsWith('.') ? text : `${text}.`
}
