import type { Metrics, Reading } from './reading.js'
import type { Metric } from './sweep.js'

/** What a finished trial is ranked by. */
export interface Score {
  /** Best value of the sweep's metric. */
  readonly value: number
  /** The first step that reached it; null when only the experiment's result names the metric. */
  readonly bestStep: number | null
}

/** The best reading of the metric, or the experiment's own result when no reading has it; undefined when neither has. */
export function scoreOf(metric: Metric, readings: readonly Reading[], result: Metrics): Score | undefined {
  let best: Score | undefined
  for (const { step, metrics } of readings) {
    const value = metrics[metric.name]
    if (value === undefined) continue
    if (best === undefined || (metric.goal === 'maximize' ? value > best.value : value < best.value)) {
      best = { value, bestStep: step }
    }
  }
  const value = result[metric.name]
  return best ?? (value === undefined ? undefined : { value, bestStep: null })
}
