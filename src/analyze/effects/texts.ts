import type { Metric } from '../../core/sweep.js'
import { type BestAt, bestsAt, bestsOf } from './bests.js'
import type { ParameterEffect } from './effects.js'
import type { PointMean } from './factors.js'
import { type JoinedLevels, levelText, listText } from './levels.js'

/**
 * How the best value of one parameter hangs on another, in one plain sentence. A parameter with categories is the one
 * that it hangs on, else the one with fewer values. Null where they do not meet at two values of each.
 */
export function interactionText(
  one: JoinedLevels,
  other: JoinedLevels,
  points: readonly PointMean[],
  metric: Metric,
): string | null {
  const [first, second] = conditioning(one, other) ? [one, other] : [other, one]
  return sentence(first, second, points, metric) ?? sentence(second, first, points, metric)
}

function conditioning(one: JoinedLevels, other: JoinedLevels): boolean {
  if (one.categories !== other.categories) return one.categories
  return one.texts.length <= other.texts.length
}

const shownGroups = 8

function sentence(given: JoinedLevels, of: JoinedLevels, points: readonly PointMean[], metric: Metric): string | null {
  const all = bestsAt(given, of, points, metric.goal)
  const compared = all.filter(({ tried }) => tried.length > 1)
  if (compared.length < 2) return null
  const one = new Set(compared.map(({ best }) => best.join())).size === 1
  return [one ? sameBest(given, of, compared) : bests(given, of, compared), ...alone(of, all)].join('; ')
}

/** `with optimizer adam the best lr is 0.001 in 3 of 3 seeds; with sgd or nesterov it is 0.1 in 2 of 3 seeds each`. */
function bests(given: JoinedLevels, of: JoinedLevels, compared: readonly BestAt[]): string {
  const groups = new Map<string, BestAt[]>()
  for (const each of compared) {
    const key = `${listText(each.best, 'or')}${seedsText(each)}`
    groups.set(key, [...(groups.get(key) ?? []), each])
  }
  const texts = [...groups].slice(0, shownGroups).map(([best, members], i) => {
    const names = namesText(members)
    const each = members.length > 1 && members[0]!.seeds > 1 ? ' each' : ''
    return `${i === 0 ? `with ${given.name} ${names} the best ${of.name} is` : `with ${names} it is`} ${best}${each}`
  })
  const left = groups.size - shownGroups
  return [...texts, ...(left > 0 ? [`and ${left} more such groups`] : [])].join('; ')
}

function sameBest(given: JoinedLevels, of: JoinedLevels, compared: readonly BestAt[]): string {
  const sorted = [...compared].sort((a, b) => gap(a) - gap(b))
  const [least, most] = [sorted[0]!, sorted.at(-1)!]
  const best = listText(compared[0]!.best, 'or')
  return (
    `the best ${of.name} is ${best} with every ${given.name}, but it matters more with some: from best to worst it is ` +
    `${metricText(gap(most))} with ${most.text} and ${metricText(gap(least))} with ${least.text}`
  )
}

/** Levels at which there was nothing to choose from. */
function alone(of: JoinedLevels, all: readonly BestAt[]): readonly string[] {
  const groups = new Map<string, BestAt[]>()
  for (const each of all) {
    if (each.tried.length > 1) continue
    groups.set(each.tried[0]!, [...(groups.get(each.tried[0]!) ?? []), each])
  }
  return [...groups].map(([only, members]) => `with ${namesText(members)} there is only ${of.name} ${only}`)
}

function seedsText({ wins, seeds }: BestAt): string {
  return seeds > 1 ? ` in ${wins} of ${seeds} seeds` : ''
}

function namesText(members: readonly BestAt[]): string {
  return listText(
    members.map(({ text }) => text),
    'or',
  )
}

function gap({ means: [best, worst] }: BestAt): number {
  return Math.abs(best - worst)
}

/** A value of the metric with four significant digits, without zeros at its end. */
function metricText(value: number): string {
  return String(Number(value.toPrecision(4)))
}

type Told = Omit<ParameterEffect, 'text'>

/** What a parameter did, in plain words. */
export function parameterText(effect: Told, metric: Metric): string {
  const { name, values, absent } = effect
  if (values.length === 1) {
    const where = absent > 0 ? 'every complete trial that has it' : 'every complete trial'
    return `${name} is ${levelText(values[0]!)} in ${where}, so its effect cannot be told.`
  }
  return `${head(effect)}${extremes(effect, metric)}${presence(effect)}.`
}

function head({ name, importance, together }: Told): string {
  const share = importance === null ? null : `${shareText(importance)} of the variance`
  if (together.length === 0) return share === null ? `${name} is ` : `${name} explains ${share} alone: `
  const bound = `${name} never changes without ${listText(together, 'and')}, so they cannot be told apart`
  return share === null ? `${bound}: ` : `${bound}; as one they explain ${share}: `
}

function extremes({ values }: Told, { goal }: Metric): string {
  const means = values.map(({ mean }) => mean)
  const best = bestsOf(means, goal)
  const worst = bestsOf(means, goal === 'maximize' ? 'minimize' : 'maximize')
  if (best.length === values.length) return `level at all of its values (mean ${metricText(means[0]!)})`
  const at = (places: readonly number[]) =>
    listText(
      places.map((i) => levelText(values[i]!)),
      'and',
    )
  const text = (places: readonly number[]) => metricText(means[places[0]!]!)
  return `best at ${at(best)} (mean ${text(best)}), worst at ${at(worst)} (${text(worst)})`
}

function presence({ values, absent }: Told): string {
  if (absent === 0) return ''
  const present = values.reduce((sum, { trials }) => sum + trials, 0)
  return `, in the ${present} of ${present + absent} trials that have it`
}

/** A share of 0 to 1 in whole percent. */
export function shareText(share: number): string {
  return share > 0 && share < 0.01 ? 'less than 1 %' : `${Math.round(100 * share)} %`
}
