import { canonicalJson } from '../../core/json.js'
import type { RunData, TrialRow } from '../../core/run-data.js'
import type { Params } from '../../core/trial.js'
import type { Analysis } from '../analysis.js'
import { mean } from '../statistics/variance.js'

/** How a metric of a point went, step by step. */
export interface PointCurve {
  readonly params: Params
  /** Place among the points by the sweep's metric, from 1; null without a complete trial. */
  readonly rank: number | null
  readonly trials: readonly number[]
  readonly steps: readonly CurveStep[]
}

export interface CurveStep {
  readonly step: number
  /** Over the point's trials. */
  readonly mean: number
  readonly low: number
  readonly high: number
}

/**
 * The curve of a metric for every point that has readings of it, best point first: mean, lowest and highest over its
 * complete trials, or over all its trials where none is complete. Only steps that all of them have read count: a mean
 * over fewer would jump. At most `most` steps, evenly spaced with the last among them.
 */
export function pointCurves(data: RunData, analysis: Analysis, metric: string, most = 120): readonly PointCurve[] {
  const ranks = new Map(analysis.points.flatMap(({ trials }, place) => trials.map((number) => [number, place + 1])))
  const points = new Map<string, TrialRow[]>()
  for (const trial of data.trials) {
    const key = canonicalJson(trial.params)
    points.set(key, [...(points.get(key) ?? []), trial])
  }
  const curves = [...points.values()].map((all) => {
    const read = all.filter(({ readings }) => readings.some(({ metrics }) => metrics[metric] !== undefined))
    const complete = read.filter(({ status }) => status === 'complete')
    const trials = complete.length > 0 ? complete : read
    return {
      params: all[0]!.params,
      rank: ranks.get(complete[0]?.number ?? 0) ?? null,
      trials: trials.map(({ number }) => number),
      steps: thinned(commonSteps(trials, metric), most),
    }
  })
  const place = ({ rank }: PointCurve) => rank ?? Number.POSITIVE_INFINITY
  return curves
    .filter(({ steps }) => steps.length > 0)
    .sort((a, b) => (place(a) === place(b) ? a.trials[0]! - b.trials[0]! : place(a) - place(b)))
}

function commonSteps(trials: readonly TrialRow[], metric: string): CurveStep[] {
  const values = new Map<number, number[]>()
  for (const { readings } of trials) {
    for (const { step, metrics } of readings) {
      const value = metrics[metric]
      if (value !== undefined) values.set(step, [...(values.get(step) ?? []), value])
    }
  }
  return [...values]
    .filter(([, of]) => of.length === trials.length)
    .map(([step, of]) => ({
      step,
      mean: mean(of),
      low: Math.min(...of),
      high: Math.max(...of),
    }))
    .sort((a, b) => a.step - b.step)
}

function thinned(steps: readonly CurveStep[], most: number): readonly CurveStep[] {
  const every = Math.ceil(steps.length / most)
  return steps.filter((_, i) => (steps.length - 1 - i) % every === 0)
}
