import type { Metric } from '../core/sweep.js'
import type { TrialRow } from './trial-row.js'
import { trialStatuses } from './trial-status.js'

/** A trial with its place in the ranking; null when it is not complete. */
export interface RankedTrial extends TrialRow {
  readonly rank: number | null
}

/**
 * Ranks the complete trials by the metric, best first; equal values share a rank and the next one is skipped (1, 2, 2,
 * 4). The others follow without a rank, by status and failed ones last. Trials that are level stand by number.
 */
export function rankTrials(rows: readonly TrialRow[], metric: Metric): readonly RankedTrial[] {
  const sign = metric.goal === 'maximize' ? -1 : 1
  const valued = rows.filter(isRankable).sort((a, b) => sign * (a.value - b.value) || a.number - b.number)
  const others = rows
    .filter((row) => !isRankable(row))
    .sort((a, b) => trialStatuses.indexOf(a.status) - trialStatuses.indexOf(b.status) || a.number - b.number)

  const ranked: RankedTrial[] = []
  valued.forEach((row, i) => {
    const above = ranked[i - 1]
    ranked.push({ ...row, rank: above !== undefined && above.value === row.value ? above.rank : i + 1 })
  })
  return [...ranked, ...others.map((row) => ({ ...row, rank: null }))]
}

function isRankable(row: TrialRow): row is TrialRow & { readonly value: number } {
  return row.status === 'complete' && row.value !== null
}
