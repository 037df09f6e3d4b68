import type { RankedPoint } from '../analysis.js'
import type { Interval } from '../interval.js'
import type { RunData } from '../run-data.js'
import { mean } from '../statistics/mean.js'
import { metricInterval } from '../statistics/metric-interval.js'
import { variance } from '../statistics/variance.js'
import { wilson } from '../statistics/wilson.js'
import type { Point } from './group-points.js'
import { predictionsFor } from './predictions-for.js'

/** What comparing the points told of one. */
export interface Standing {
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
