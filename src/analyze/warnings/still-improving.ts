import type { Metric } from '../../core/sweep.js'
import type { Warning } from '../analysis.js'
import type { RunData } from '../run-data.js'
import { lineThrough } from '../statistics/line-through.js'
import { mean } from '../statistics/mean.js'
import type { TrialRow } from '../trial-row.js'
import { roundText } from '../verdict/round-text.js'
import type { Findings } from './warnings-of.js'

/** That the best point had not done learning, and how many other trials had not. */
export function stillImproving({ trials }: RunData, { points, metric }: Findings): readonly Warning[] {
  const best = points[0]
  if (!best) return []
  const complete = trials.filter(({ status, value }) => status === 'complete' && value !== null)
  const slopes = new Map(complete.map((row) => [row.key, improvement(row, metric)]))
  const improving = [...slopes.values()].filter((slope) => slope !== null).length
  const ofBest = best.keys.map((key) => slopes.get(key) ?? null).filter((slope) => slope !== null)
  if (ofBest.length * 2 <= best.keys.length) return []

  const { params, steps } = trials.find(({ key }) => key === best.keys[0])!
  const which = whichText(ofBest.length, best.keys.length)
  const speed = `${metric.name} by ${roundText(Math.abs(mean(ofBest)), 2)} a step`
  const rest = othersText(improving - ofBest.length, complete.length - best.keys.length)
  const advice = typeof params.epochs === 'number' ? ` (epochs: ${2 * params.epochs}, say)` : ''
  const text = `${which} still improving at the last of ${steps} steps (${speed})${rest}: train longer${advice}; the order may change.`
  return [{ kind: 'still_improving', text }]
}

function whichText(improving: number, trials: number): string {
  if (trials === 1) return 'The best trial was'
  const all = trials === 2 ? 'Both' : `All ${trials}`
  return `${improving === trials ? all : `${improving} of the ${trials}`} trials of the best point were`
}

function othersText(improving: number, others: number): string {
  if (improving === 0) return ''
  const were = improving === 1 ? 'was' : 'were'
  return `, as ${were} ${improving === others && others > 1 ? 'all' : `${improving} of the`} ${others} others`
}

/**
 * Slope of the metric over the last quarter of the readings, four at least, where it cannot be chance (one-sided t-test at
 * 5 %) and the last reading is the best of all; null where the trial had done learning.
 */
function improvement({ readings, bestStep }: TrialRow, metric: Metric): number | null {
  const series = readings.flatMap(({ step, metrics }) =>
    metric.name in metrics ? [[step, metrics[metric.name]!] as const] : [],
  )
  if (series.length < 5 || series.at(-1)![0] !== bestStep) return null
  const line = lineThrough(series.slice(-Math.max(4, Math.ceil(series.length / 4))))
  const better = metric.goal === 'maximize' ? line.slope > 0 : line.slope < 0
  return better && line.p / 2 < 0.05 ? line.slope : null
}
