import type { Metric } from '../../core/sweep.js'
import type { ParameterEffect } from '../effects.js'
import { bestsOf } from './bests-of.js'
import { levelText } from './level-text.js'
import { listText } from './list-text.js'
import { metricText } from './metric-text.js'
import { shareText } from './share-text.js'

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
