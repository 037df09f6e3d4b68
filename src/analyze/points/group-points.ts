import { canonicalJson } from '../../core/canonical-json.js'
import type { Sweep } from '../../core/sweep.js'
import type { Params } from '../../core/trial.js'
import { mean } from '../statistics/mean.js'
import type { TrialRow } from '../trial-row.js'

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
