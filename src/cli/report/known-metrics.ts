import type { TrialRow } from '../../analyze/run-data.js'
import { didYouMean } from '../../core/did-you-mean.js'
import { UsageError } from '../../core/usage-error.js'

/** The names of `--metrics` when at least one result of the run has each of them. Throws UsageError with those there are. */
export function knownMetrics(names: readonly string[], run: string, trials: readonly TrialRow[]): readonly string[] {
  const known = [...new Set(trials.flatMap(({ metrics }) => Object.keys(metrics ?? {})))].sort()
  const none = trials.some(({ status }) => status === 'complete')
    ? 'They have none: a result is what "run" of the experiment returns, as { test_accuracy: 0.9 }; "sweep export" has every reading'
    : 'No trial has a result yet'
  for (const name of names) {
    if (known.includes(name)) continue
    const there = known.length > 0 ? `There are: ${known.join(', ')}` : none
    throw new UsageError(`--metrics: no result of run "${run}" has "${name}". ${didYouMean(name, known)}${there}`)
  }
  return names
}
