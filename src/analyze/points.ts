import type { Json } from '../core/json.js'
import { canonicalJson } from '../core/json.js'
import type { Predictions, RunData, TrialRow } from '../core/run-data.js'
import type { Sweep } from '../core/sweep.js'
import { shortNumber } from '../core/texts.js'
import type { Params } from '../core/trial.js'
import type { RankedPoint } from './analysis.js'
import { type Interval, metricInterval, wilson } from './statistics/intervals.js'
import { mean, variance } from './statistics/variance.js'

/** What comparing the points told of one. */
interface Standing {
  readonly tied: boolean
  readonly p: number | null
}

type KeptPredictions = Pick<RunData, 'validation' | 'test'>

/** Points, best first, with their ranks and intervals; `standings` are in their order. */
export function rankPoints(
  points: readonly Point[],
  metric: string,
  kept: KeptPredictions,
  standings: readonly Standing[],
): readonly RankedPoint[] {
  let rank = 0
  return points.map((point, i) => {
    const { params, trials, values, mean, missing } = point
    if (points[i - 1]?.mean !== mean) rank = i + 1
    return {
      rank,
      params,
      trials: trials.map(({ number }) => number),
      keys: trials.map(({ key }) => key),
      seeds: trials.map(({ seed }) => seed),
      values,
      missing,
      mean,
      deviation: values.length < 2 ? null : Math.sqrt(variance(values)),
      interval: intervalOf(metric, point, values, kept),
      ...standings[i]!,
      metrics: otherMetrics(metric, point, kept),
    }
  })
}

/** Over seeds; of one seed, the binomial error of an accuracy over its samples. */
function intervalOf(
  metric: string,
  { trials }: Point,
  values: readonly number[],
  kept: KeptPredictions,
): Interval | null {
  if (values.length > 1) return metricInterval(metric, values)
  if (!/^(val|test)_(accuracy|top2)$/.test(metric)) return null
  const predictions = predictionsFor(metric, kept).get(trials[0]!.key)
  const [value] = values
  return predictions && value! >= 0 && value! <= 1 ? wilson(value!, predictions.labels.length) : null
}

/** Those that all of its trials returned. */
function otherMetrics(metric: string, point: Point, kept: KeptPredictions): RankedPoint['metrics'] {
  const names = Object.keys(point.trials[0]!.metrics ?? {}).filter((name) => name !== metric)
  return Object.fromEntries(
    names.flatMap((name) => {
      const values = point.trials.map(({ metrics }) => metrics?.[name]).filter((value) => value !== undefined)
      if (values.length < point.trials.length) return []
      return [[name, { mean: mean(values), interval: intervalOf(name, point, values, kept) }]]
    }),
  )
}

/**
 * A point by what tells it from others: the given parameters, as "optimizer nesterov, lr 0.01", true and false as "on"
 * and "off". Those that it does not have are left out; empty where none is left.
 */
export function describePoint(params: Params, names: readonly string[]): string {
  const told = names.filter((name) => params[name] !== undefined)
  return told.map((name) => `${name} ${valueText(params[name]!)}`).join(', ')
}

function valueText(value: Json): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off'
  if (typeof value === 'number') return shortNumber(value)
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** The parameters in which points differ, in the order of the sweep. */
export function differingParameters(
  points: readonly { readonly params: Params }[],
  { parameters, include }: Sweep,
): readonly string[] {
  const names = new Set([...parameters.map(({ name }) => name), ...include.flatMap((params) => Object.keys(params))])
  return [...names].filter((name) => {
    const first = canonicalJson(points[0]?.params[name] ?? null)
    return points.some(({ params }) => canonicalJson(params[name] ?? null) !== first)
  })
}

/** A point with its complete trials, of which there is at least one. */
export interface Point {
  readonly params: Params
  /** By seed. */
  readonly trials: readonly TrialRow[]
  /** Values of the metric, in the order of `trials`. */
  readonly values: readonly number[]
  readonly mean: number
  /** How many trials of the point are not complete. */
  readonly missing: number
}

/** The points that have a complete trial, best mean first; level ones stand by the number of their first trial. */
export function groupPoints(rows: readonly TrialRow[], { metric, seeds }: Sweep): readonly Point[] {
  const groups = new Map<string, TrialRow[]>()
  for (const row of rows) {
    if (row.status !== 'complete' || row.value === null) continue
    const key = canonicalJson(row.params)
    const group = groups.get(key)
    if (group) group.push(row)
    else groups.set(key, [row])
  }
  const points = [...groups.values()].map((group) => {
    const trials = group.sort((a, b) => a.seed - b.seed)
    const values = trials.map(({ value }) => value!)
    const missing = Math.max(0, seeds.length - trials.length)
    return { params: trials[0]!.params, trials, values, mean: mean(values), missing }
  })
  const sign = metric.goal === 'maximize' ? -1 : 1
  return points.sort((a, b) => sign * (a.mean - b.mean) || a.trials[0]!.number - b.trials[0]!.number)
}

/** The predictions that a metric was computed from, by key of the trial: `test_...` is of the test split. */
export function predictionsFor(
  metric: string,
  { validation, test }: Pick<RunData, 'validation' | 'test'>,
): ReadonlyMap<string, Predictions> {
  return metric.startsWith('test_') ? test : validation
}
