import type { StatusCounts } from '../analyze/report.js'
import { trialStatuses } from '../analyze/run-data.js'

/** How the trials of a run stand, in words: `8 trials: 7 complete, 1 failed`. */
export function countsText(counts: StatusCounts): string {
  const total = trialStatuses.reduce((sum, status) => sum + counts[status], 0)
  const parts = trialStatuses.filter((status) => counts[status] > 0).map((status) => `${counts[status]} ${status}`)
  return `${total} trial${total === 1 ? '' : 's'}${parts.length === 0 ? '' : ': '}${parts.join(', ')}`
}
