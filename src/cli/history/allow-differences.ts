import { type Difference, differencesOf, type Origins } from '../../conduct/provenance/differences-of.js'
import type { Run } from '../../core/run.js'
import { UsageError } from '../../core/usage-error.js'
import { sayDifferences } from './say-differences.js'

/**
 * Says what is otherwise than when a run began. Returns what can change numbers; throws UsageError for that, unless it
 * is allowed.
 */
export function allowDifferences(run: Run, now: Origins, allowed: boolean): readonly string[] {
  const differences = differencesOf(run, now)
  const counting = differences.filter(({ counts }) => counts).map(({ text }) => text)
  if (counting.length > 0 && !allowed) {
    throw new UsageError(
      `run "${run.name}" began otherwise, and its trials would not be comparable:\n${lines(differences)}\n` +
        `Restore that, start a new run, or mix them knowingly: sweep resume ${run.name} --allow-change`,
    )
  }
  sayDifferences(run, differences)
  return counting
}

function lines(differences: readonly Difference[]): string {
  return differences.map(({ text, counts }) => `  ${text}${counts ? '' : ' (changes no number)'}`).join('\n')
}
