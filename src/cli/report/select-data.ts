import type { RunData } from '../../analyze/run-data.js'
import { selectTrials } from './select-trials.js'

/** What is known of the trials that an expression selects, as if there were no others. Throws UsageError. */
export function selectData(where: string, data: RunData): RunData {
  const trials = selectTrials(where, data.run.sweep, data.trials)
  const numbers = new Set(trials.map(({ number }) => number))
  const attempts = data.attempts.filter(({ trial }) => numbers.has(trial))
  return { ...data, trials, total: trials.length, attempts }
}
