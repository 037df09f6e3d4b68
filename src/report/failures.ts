import type { FailureGroup, RankedTrial, StatusCounts } from '../analyze/report.js'
import { type ErrorRecord, placeText } from '../core/errors.js'
import { trialStatuses } from '../core/run-data.js'
import type { Outcome } from '../core/trial.js'
import { oneLine } from './values.js'

/** Trials that failed for the same reason share a line: `trials 3, 7 failed: TypeError: …`. */
export function failureLines(failures: readonly FailureGroup[]): readonly string[] {
  const lines = failures.map(({ error, trials, count }) => {
    const more = count - trials.length
    const numbers = [...trials.map(String), ...(more > 0 ? [`and ${more} more`] : [])].join(', ')
    return `trial${count === 1 ? '' : 's'} ${numbers} failed: ${oneLine(failureText(error))}`
  })
  return lines.length <= 5 ? lines : [...lines.slice(0, 5), `and ${lines.length - 5} more`]
}

/** Why a trial failed, in the words of what failed: `TypeError: …`, `diverged: …`, `host died: …` and so on. */
export function failureText(error: ErrorRecord): string {
  switch (error.class) {
    case 'error':
      return `${error.name}: ${error.message}${placeText(error)}`
    case 'diverged':
      return `diverged: ${error.message}`
    case 'host_died':
      return `host died: ${error.message}`
    case 'out_of_memory':
      return `out of memory: ${error.message}`
    case 'timeout':
      return `timeout: ${error.message}`
    default:
      return error.class satisfies never
  }
}

/** Why an attempt ended as it did; undefined for one that is complete. */
export function reasonText(outcome: Outcome): string | undefined {
  switch (outcome.status) {
    case 'complete':
      return undefined
    case 'failed':
      return failureText(outcome.error)
    case 'pruned':
    case 'interrupted':
      return outcome.reason
    default:
      return outcome satisfies never
  }
}

/** Which trials were not trained here from their beginning, of those that the report has. */
export function reuseLines(trials: readonly RankedTrial[]): readonly string[] {
  const reused = new Map<string, number[]>()
  for (const { reusedFrom, number } of trials) {
    if (reusedFrom) reused.set(reusedFrom, [...(reused.get(reusedFrom) ?? []), number])
  }
  const continued = trials.filter(({ continuedFrom }) => continuedFrom).map(({ number }) => number)
  return [
    ...[...reused].map(([run, numbers]) => `${trialsText(numbers)} reused from run ${run}`),
    ...(continued.length === 0 ? [] : [`${trialsText(continued)} continued from finished trials`]),
  ]
}

function trialsText(numbers: readonly number[]): string {
  const sorted = [...numbers].sort((a, b) => a - b)
  const more = sorted.length - 5
  const shown = [...sorted.slice(0, 5).map(String), ...(more > 0 ? [`and ${more} more`] : [])].join(', ')
  return `trial${numbers.length === 1 ? '' : 's'} ${shown}`
}

/** How the trials of a run stand, in words: `8 trials: 7 complete, 1 failed`. */
export function countsText(counts: StatusCounts): string {
  const total = trialStatuses.reduce((sum, status) => sum + counts[status], 0)
  const parts = trialStatuses.filter((status) => counts[status] > 0).map((status) => `${counts[status]} ${status}`)
  return `${total} trial${total === 1 ? '' : 's'}${parts.length === 0 ? '' : ': '}${parts.join(', ')}`
}
