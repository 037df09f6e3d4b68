import type { RankedPoint } from '../../analyze/analysis.js'
import type { Interval } from '../../analyze/statistics/intervals.js'
import { canonicalJson, type Json } from '../../core/json.js'
import { isSearched, outerValues, type Parameter } from '../../core/parameter.js'
import type { RunData } from '../../core/run-data.js'
import type { Sweep } from '../../core/sweep.js'
import type { Params } from '../../core/trial.js'
import { valueText } from '../values.js'
import type { NoPicture } from './picture.js'

/**
 * A point by what it was searched for alone: `adam, plateau, lr 0.01`. Words stand for themselves, other values behind
 * the name of their parameter.
 */
export function pointLabel(params: Params, parameters: readonly Parameter[]): string {
  const parts = parameters
    .filter((parameter) => isSearched(parameter) && Object.hasOwn(params, parameter.name))
    .map((parameter) => {
      const text = labelText(params[parameter.name]!)
      return outerValues(parameter).every((value) => typeof value === 'string') ? text : `${parameter.name} ${text}`
    })
  return parts.join(', ') || 'the only point'
}

/** Numbers as people write them: what was drawn at random has more digits than anybody reads. */
function labelText(value: Params[string]): string {
  return typeof value === 'number' ? String(Number(value.toPrecision(4))) : valueText(value)
}

/** A parameter's value with those that always come with it, since they are zipped: `plateau, lr 0.01`. */
export function valueLabel(name: string, value: Json, sweep: Sweep, points: readonly RankedPoint[]): string {
  const text = canonicalJson(value)
  const having = points.filter(({ params }) => Object.hasOwn(params, name) && canonicalJson(params[name]!) === text)
  const others = sweep.zip.find((group) => group.includes(name))?.filter((other) => other !== name) ?? []
  const along = others.flatMap((other) => {
    const values = new Set(having.map(({ params }) => valueText(params[other] ?? null)))
    return values.size === 1 ? [`${other} ${[...values][0]}`] : []
  })
  return [valueText(value), ...along].join(', ')
}

/**
 * A metric with the splits that it comes from, where they are known: `val_accuracy on PrivateTest`. They stand with the
 * kept predictions; else in a parameter `validation` or `test` that is the same in all trials.
 */
export function metricTitle(metric: string, data: RunData): string {
  const splits = splitsOf(metric, data)
  return splits.length === 0 ? metric : `${metric} on ${splits.join(' + ')}`
}

function splitsOf(metric: string, { run, validation, test }: RunData): readonly string[] {
  const of = metric.startsWith('val_') ? 'validation' : metric.startsWith('test_') ? 'test' : undefined
  if (of === undefined) return []
  const kept = new Set([...(of === 'validation' ? validation : test).values()].map(({ splits }) => splits.join(' + ')))
  if (kept.size === 1) return [...kept]
  const parameter = run.sweep.parameters.find(({ name }) => name === of)
  if (parameter === undefined || !('values' in parameter) || parameter.values.length !== 1) return []
  return typeof parameter.values[0] === 'string' ? [parameter.values[0]] : []
}

/** What error bars mean, a sentence for each kind of interval that occurs, without its full stop. */
export function intervalNote(intervals: readonly (Interval | null)[]): readonly string[] {
  const found = intervals.filter((interval) => interval !== null)
  const level = `${Math.round((found[0]?.level ?? 0) * 100)} %`
  const kinds = new Set(found.map(({ kind }) => kind))
  if (kinds.size === 0) return ['Without error bars: neither seeds nor samples tell one']
  return [
    ...(kinds.has('t') ? [`Error bars: ${level} interval of the mean over seeds (t)`] : []),
    ...(kinds.has('binomial')
      ? [
          `Error bars${kinds.has('t') ? ' of single seeds' : ''}: ${level} interval of one accuracy over samples, which knows nothing of other seeds`,
        ]
      : []),
  ]
}

/** Vega expression that writes the shares along an axis or a legend in percent: `40 %`. */
export const percentLabels = "format(datum.value * 100, '.0f') + ' %'"

/** A share, 0..1, in percent: `47.5 %`. */
export function percentText(share: number, digits = 1): string {
  return `${(share * 100).toFixed(digits)} %`
}

/** A figure with five significant digits: more than can be seen, and a picture stays small. */
export function rounded(value: number): number {
  return Number(value.toPrecision(5))
}

/** What durations up to `seconds` are best told in. */
export function timeUnit(seconds: number): { readonly name: string; readonly seconds: number } {
  if (seconds < 180) return { name: 'seconds', seconds: 1 }
  if (seconds < 3 * 3600) return { name: 'minutes', seconds: 60 }
  if (seconds < 3 * 86400) return { name: 'hours', seconds: 3600 }
  return { name: 'days', seconds: 86400 }
}

/** What stands in place of a picture of effects when there are none. */
export const noEffects: NoPicture = {
  reason:
    'fewer than two points with different values of a parameter are complete: go on with "sweep resume", or give a parameter several values',
}
