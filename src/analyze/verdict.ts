import { isSearched } from '../core/parameter.js'
import type { Predictions, RunData } from '../core/run-data.js'
import type { RankedPoint, Warning } from './analysis.js'
import type { Effects } from './effects/effects.js'
import { valueTexts } from './numbers.js'
import { describePoint, differingParameters, predictionsFor } from './points.js'
import type { Findings } from './warnings.js'

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

/** Why the score of the best point is more than it would reach on new data. */
function caution(data: RunData, { points, metric }: Findings): readonly string[] {
  const best = points[0]!
  const own = data.trials.filter(({ key }) => best.keys.includes(key))
  const reasons = [
    ...(points.length > 1
      ? [`it is the ${metric.goal === 'maximize' ? 'highest' : 'lowest'} of ${points.length} points`]
      : []),
    ...(own.some(({ steps }) => steps > 1) ? ['it chose the best step of every trial'] : []),
  ]
  if (reasons.length === 0) return []
  const where = splitText(predictionsFor(metric.name, data), best.keys)
  return [`Its ${metric.name}${where} is optimistic: ${reasons.join(', and ')}; expect worse on new data.`]
}

/** " on PrivateTest", by the predictions of the trials with these keys; empty where none were kept. */
function splitText(kept: ReadonlyMap<string, Predictions>, keys: readonly string[]): string {
  const splits = keys.map((key) => kept.get(key)?.splits).find((found) => found !== undefined)
  return splits && splits.length > 0 ? ` on ${splits.join(' and ')}` : ''
}

/** What the best point scored on the split that had no part in the choice. */
function testScore({ test }: RunData, { points, metric }: Findings): readonly string[] {
  const best = points[0]!
  const name = metric.name.replace(/^val_/, 'test_')
  const score = best.metrics[name]
  if (name === metric.name || !score) return []
  const { mean, interval } = valueTexts(score)
  const split = splitText(test, best.keys)
  const range = interval === null ? '' : ` (95 % interval ${interval})`
  return [`Its fair score is ${name} ${mean}${split}${range}: that split had no part in the choice.`]
}

/** From which points the best one cannot be told; `describe` tells a point by its place. */
function tieText({ points, comparison }: Findings, describe: (place: number) => string): readonly string[] {
  if (points.length < 2) return []
  if (comparison === null) {
    return [
      'Whether it is really better than the others cannot be told: every point has one seed, and no predictions were kept that tell this metric sample by sample.',
    ]
  }
  const tied = points.flatMap((point, place) => (place > 0 && point.tied ? [place] : []))
  const others = points.length - 1
  if (tied.length === 0) {
    const alone = comparison.method === 'mcnemar' || comparison.method === 'paired'
    const bound = alone ? ', as far as one seed each can tell' : ''
    const whom = others === 1 ? 'the other point' : `each of the ${others} other points`
    return [`It is better than ${whom} by more than chance explains${bound}.`]
  }
  const shown = tied.slice(0, tied.length === named + 1 ? named + 1 : named).map(describe)
  const more = tied.length - shown.length
  const list = `${shown.join('; ')}${more > 0 ? `; and ${more} more` : ''}`
  return [`It cannot be told from ${countText(tied.length, others)}: ${list}.`]
}

function countText(tied: number, others: number): string {
  if (others === 1) return 'the other point'
  if (tied === others) return `any of the ${others} other points`
  return tied === 1 ? '1 other point' : `${tied} of the ${others} other points`
}

const named = 3

/** Which point is best, at what score, of which split, and how sure that score is. */
function winnerText(data: RunData, { points, metric }: Findings, description: string): string {
  const best = points[0]!
  const level = points.filter(({ rank }) => rank === 1).length - 1
  const others = level === 1 ? '1 other' : `${level} others`
  const only = `The only complete point${description === '' ? '' : `, ${description}`}`
  const lead = points.length === 1 ? only : `${level > 0 ? `Best, level with ${others}, is` : 'Best is'} ${description}`
  const { mean } = valueTexts(best)
  const split = splitText(predictionsFor(metric.name, data), best.keys)
  return `${lead}: ${metric.name} ${mean}${split} (${sureness(best, metric.name, data)}).`
}

function sureness(best: RankedPoint, metric: string, data: RunData): string {
  const { interval } = valueTexts(best)
  if (best.seeds.length > 1)
    return `mean of ${best.seeds.length} seeds${interval === null ? '' : `, 95 % interval over seeds ${interval}`}`
  if (interval === null) return `seed ${best.seeds[0]} alone`
  const samples = predictionsFor(metric, data).get(best.keys[0]!)!.labels.length.toLocaleString('en-US')
  return `seed ${best.seeds[0]} alone, 95 % interval ${interval} by chance of the ${samples} samples; other seeds are not in it`
}
