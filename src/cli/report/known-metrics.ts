import type { TrialRow } from '../../analyze/trial-row.js'
import { didYouMean } from '../../core/did-you-mean.js'
import { UsageError } from '../../core/usage-error.js'

/** The names of `--metrics` when at least one result of the run has each of them. Throws UsageError with those there are. */
export function knownMetrics(names: readonly string[], run: string, trials: readonly TrialRow[]): readonly string[] {
  const known = [...new Set(trials.flatMap(({ metrics }) => Object.keys(metrics ?? {})))].sort()
  for (const name of names) {
    if (known.includes(name)) continue
    const there = known.length === 0 ? 'No result has any' : `There are: ${known.join(', ')}`
    throw new UsageError(`--metrics: no result of run "${run}" has "${name}". ${didYouMean(name, known)}${there}`)
  }
  return names
}
