import type { TrialRow } from './trial-row.js'
import { type TrialStatus, trialStatuses } from './trial-status.js'

/** How many trials have each status; zeros are counted too. */
export type StatusCounts = Readonly<Record<TrialStatus, number>>

/** Counts the trials by status. Those of the `total` that have no row have never started: they are waiting. */
export function countStatuses(rows: readonly Pick<TrialRow, 'status'>[], total: number = rows.length): StatusCounts {
  const counts = Object.fromEntries(trialStatuses.map((status) => [status, 0])) as Record<TrialStatus, number>
  for (const { status } of rows) counts[status]++
  counts.waiting += total - rows.length
  return counts
}
