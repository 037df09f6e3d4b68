import type { RankedPoint } from '../analysis.js'
import type { RunData } from '../run-data.js'

/** That the best point lacks seeds, as a sentence with a space before; empty where it has all or where there is none. */
export function seedsOfBest({ run }: RunData, [best]: readonly RankedPoint[]): string {
  if (!best || best.missing === 0) return ''
  return ` The best point itself has ${best.trials.length} of its ${run.sweep.seeds.length} seeds.`
}
