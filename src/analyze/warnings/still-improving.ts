import type { Metric } from '../../core/sweep.js'
import type { RankedPoint, Warning } from '../analysis.js'
import type { RunData } from '../run-data.js'
import { lineThrough } from '../statistics/line-through.js'
import { mean } from '../statistics/mean.js'
import type { TrialRow } from '../trial-row.js'
import { roundText } from '../verdict/round-text.js'
import type { Findings } from './warnings-of.js'

/** That the best point had not done learning, and how many other points had not. */
export function stillImproving({ trials }: RunData, { points, metric }: Findings): readonly Warning[] {
  const rows = new Map(trials.map((row) => [row.key, row]))
  const slopes = points.map(({ keys }) =>
    improvement(
      keys.map((key) => rows.get(key)!),
      metric,
    ),
  )
  const [best, ...others] = slopes
  if (best === undefined || best === null) return []
  const { params, steps } = rows.get(points[0]!.keys[0]!)!
  const speed = `${metric.name} by ${roundText(Math.abs(best), 2)} a step`
  const improving = others.filter((slope) => slope !== null).length
  const rest = improving > 0 ? `, as ${improving === 1 ? 'was' : 'were'} ${howMany(improving, others.length)}` : ''
  const advice = typeof params.epochs === 'number' ? ` (epochs: ${2 * params.epochs}, say)` : ''
  const which = `${whichText(points[0]!)} still improving at the last of ${steps} steps (${speed})`
  return [
    {
      kind: 'still_improving',
      text: `${which}${rest}: train longer${advice}${others.length > 0 ? '; the order may change' : ''}.`,
    },
  ]
}

function howMany(some: number, others: number): string {
  if (some < others) return `${some} of the ${others} others`
  return others === 1 ? 'the other' : `all ${others} others`
}

function whichText({ trials }: RankedPoint): string {
  return trials.length === 1 ? 'The best trial was' : 'The best point was'
}

/**
 * Slope of the mean over seeds during the last third of the readings, five at least, where it cannot be chance (one-sided
 * t-test at 5 %) and half of the trials or more have their best reading at the end; null where the point had done learning.
 */
function improvement(trials: readonly TrialRow[], metric: Metric): number | null {
  const curves = trials.map(({ readings }) => readings.filter(({ metrics }) => metric.name in metrics))
  const steps = curves[0]!.map(({ step }) => step)
  // The best may lie at the end because all ended early, each elsewhere: then there is no mean to look at.
  if (steps.length < 5 || curves.some((curve) => curve.map(({ step }) => step).join() !== steps.join())) return null
  if (2 * trials.filter(({ bestStep }) => bestStep === steps.at(-1)).length < trials.length) return null
  const means = steps.map((step, i) => [step, mean(curves.map((curve) => curve[i]!.metrics[metric.name]!))] as const)
  const line = lineThrough(means.slice(-Math.max(5, Math.ceil(means.length / 3))))
  const better = metric.goal === 'maximize' ? line.slope > 0 : line.slope < 0
  return better && line.p / 2 < 0.05 ? line.slope : null
}
