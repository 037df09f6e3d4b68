/** How long trials of an experiment were found to take. */
export interface TrialTime {
  /** Median wall-clock seconds. */
  readonly seconds: number
  readonly shortest: number
  readonly longest: number
  /** How many trials it rests on. */
  readonly trials: number
  /** Where it was measured: names of runs, or `a probe`. */
  readonly source: string
}

/** The middle of some numbers, of which there is at least one. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
