import type { Sweep } from '../core/sweep.js'
import { countStatuses } from './count-statuses.js'
import { rankTrials } from './rank-trials.js'
import type { Report } from './report.js'
import type { TrialRow } from './trial-row.js'

/** The report of a run from what is known of its trials; `total` counts all trials of the sweep, started or not. */
export function buildReport(run: string, sweep: Sweep, rows: readonly TrialRow[], total: number): Report {
  return {
    run,
    sweep: sweep.name,
    metric: sweep.metric,
    parameters: sweep.parameters,
    counts: countStatuses(rows, total),
    trials: rankTrials(rows, sweep.metric),
  }
}
