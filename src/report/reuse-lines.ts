import type { RankedTrial } from '../analyze/report.js'

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
