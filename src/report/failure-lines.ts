import type { FailureGroup } from '../analyze/report.js'
import { failureText } from './failure-text.js'
import { oneLine } from './one-line.js'

/** Trials that failed for the same reason share a line: `trials 3, 7 failed: TypeError: …`. */
export function failureLines(failures: readonly FailureGroup[]): readonly string[] {
  const lines = failures.map(({ error, trials, count }) => {
    const more = count - trials.length
    const numbers = [...trials.map(String), ...(more > 0 ? [`and ${more} more`] : [])].join(', ')
    return `trial${count === 1 ? '' : 's'} ${numbers} failed: ${oneLine(failureText(error))}`
  })
  return lines.length <= 5 ? lines : [...lines.slice(0, 5), `and ${lines.length - 5} more`]
}
