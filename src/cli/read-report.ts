import { buildReport } from '../analyze/build-report.js'
import type { Report } from '../analyze/report.js'
import type { TrialRow } from '../analyze/trial-row.js'
import { isGone } from '../core/holder.js'
import type { Run } from '../core/run.js'
import { countTrials } from '../plan/count-trials.js'
import type { StoreReader } from '../store/store-reader.js'
import type { StoredTrial } from '../store/stored-trial.js'

/** What the store knows of a run, ranked. */
export async function readReport(store: StoreReader, run: Run): Promise<Report> {
  const rows: TrialRow[] = []
  for await (const trial of store.trials(run.name)) rows.push(rowOf(trial))
  return buildReport(run.name, run.sweep, rows, countTrials(run.sweep))
}

function rowOf(trial: StoredTrial): TrialRow {
  // A lease of a process that is gone says "running" until somebody takes it over; nothing runs.
  const abandoned = trial.status === 'running' && trial.holder !== null && isGone(trial.holder)
  return { ...trial, status: abandoned ? 'interrupted' : trial.status }
}
