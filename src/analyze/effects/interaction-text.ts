import type { Metric } from '../../core/sweep.js'
import { type BestAt, bestsAt } from './bests-at.js'
import type { JoinedLevels } from './joined-levels.js'
import { listText } from './list-text.js'
import { metricText } from './metric-text.js'
import type { PointMean } from './point-mean.js'

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
