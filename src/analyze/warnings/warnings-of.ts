import type { Analysis, Warning } from '../analysis.js'
import type { RunData } from '../run-data.js'
import { disagreeingSeeds } from './disagreeing-seeds.js'
import { edgeValues } from './edge-values.js'
import { failures } from './failures.js'
import { stillImproving } from './still-improving.js'
import { tooFewTrials } from './too-few-trials.js'
import { unfinished } from './unfinished.js'

/** What is known of a run before it is judged. */
export type Findings = Omit<Analysis, 'warnings' | 'verdict'>

/** Everything that makes the ranking less sure than it looks, what weighs most first. */
export function warningsOf(data: RunData, findings: Findings): readonly Warning[] {
  return [
    ...unfinished(data, findings),
    ...failures(data, findings),
    ...tooFewTrials(data, findings),
    ...disagreeingSeeds(findings),
    ...stillImproving(data, findings),
    ...edgeValues(data, findings),
  ]
}
