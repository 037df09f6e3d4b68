import type { Difference } from '../../conduct/provenance/differences-of.js'
import type { Run } from '../../core/run.js'

/** Warns of what is otherwise than when a run began, a line each. */
export function sayDifferences({ name, provenance }: Run, differences: readonly Difference[]): void {
  if (provenance === null) {
    console.error(`Run "${name}" is of an older version: where its numbers came from is not known.`)
  }
  for (const { text, counts } of differences) {
    console.error(`Warning: not as when run "${name}" began: ${text}${counts ? '; readings may differ' : ''}.`)
  }
}
