import type { Sweep } from '../core/sweep.js'
import { countStatuses, type StatusCounts } from './count-statuses.js'
import { createFailureGroups, type FailureGroup } from './group-failures.js'
import { rankTrials } from './rank-trials.js'
import type { Report } from './report.js'
import type { TrialRow } from './trial-row.js'

/** The report of a run from all that is known of its trials; `total` counts those that have never started, too. */
export function buildReport(run: string, sweep: Sweep, rows: readonly TrialRow[], total: number): Report {
  const failures = createFailureGroups()
  for (const row of rows) failures.add(row)
  return buildTopReport(run, sweep, { rows, counts: countStatuses(rows, total), failures: failures.groups() })
}

/** What is known of a run without all of its trials. */
export interface RunSummary {
  /** Its first trials in the order of a report. */
  readonly rows: readonly TrialRow[]
  readonly counts: StatusCounts
  readonly failures: readonly FailureGroup[]
}

/** The report of a run from its first trials and what was counted over all. */
export function buildTopReport(run: string, sweep: Sweep, { rows, counts, failures }: RunSummary): Report {
  const claimed = Object.values(counts).reduce((sum, count) => sum + count, 0) - counts.waiting
  return {
    run,
    sweep: sweep.name,
    metric: sweep.metric,
    parameters: sweep.parameters,
    counts,
    trials: rankTrials(rows, sweep.metric),
    hidden: claimed - rows.length,
    failures,
  }
}
