import type { Report } from '../analyze/report.js'
import { buildReport, buildTopReport, createFailureGroups } from '../analyze/report.js'
import type { TrialRow } from '../analyze/run-data.js'
import { isGone } from '../core/holder.js'
import type { Run } from '../core/run.js'
import { countTrials } from '../plan/space/space.js'
import type { StoreReader } from '../store/store-reader.js'
import type { StoredTrial, StoredTrialStatus } from '../store/stored-trial.js'

/** What the store knows of a run, ranked: all of its trials. */
export async function readReport(store: StoreReader, run: Run): Promise<Report> {
  const rows: TrialRow[] = []
  for await (const trial of store.trials(run.name)) rows.push(rowOf(trial))
  return buildReport(run.name, run.sweep, rows, countTrials(run.sweep))
}

/** The same with the first `top` trials only, which takes no longer and no more memory however many there are. */
export async function readTopReport(store: StoreReader, run: Run, top: number): Promise<Report> {
  const { statuses } = await store.counts(run.name)
  const abandoned = (await take(store, run, 'running', Number.POSITIVE_INFINITY)).filter(isAbandoned).length
  const claimed = Object.values(statuses).reduce((sum, count) => sum + count, 0)
  const counts = {
    ...statuses,
    running: statuses.running - abandoned,
    interrupted: statuses.interrupted + abandoned,
    waiting: countTrials(run.sweep) - claimed,
  }
  const failures = createFailureGroups()
  if (statuses.failed > 0) for await (const trial of store.trials(run.name, { status: 'failed' })) failures.add(trial)
  const rows = (await firstTrials(store, run, top)).map(rowOf)
  return buildTopReport(run.name, run.sweep, { rows, counts, failures: failures.groups() })
}

/** In the order of a report. */
async function firstTrials(store: StoreReader, run: Run, top: number): Promise<readonly StoredTrial[]> {
  const found = [...(await store.best(run.name, top))]
  for (const status of ['pruned', 'interrupted', 'running', 'failed'] as const) {
    if (found.length < top) found.push(...(await take(store, run, status, top - found.length)))
  }
  return found
}

async function take(store: StoreReader, run: Run, status: StoredTrialStatus, count: number): Promise<StoredTrial[]> {
  const taken: StoredTrial[] = []
  for await (const trial of store.trials(run.name, { status })) {
    taken.push(trial)
    if (taken.length >= count) break
  }
  return taken
}

/** A trial as it stands now. */
export function rowOf(trial: StoredTrial): TrialRow {
  return { ...trial, status: isAbandoned(trial) ? 'interrupted' : trial.status }
}

/** A lease of a process that is gone says "running" until somebody takes it over; nothing runs. */
function isAbandoned({ status, holder }: StoredTrial): boolean {
  return status === 'running' && holder !== null && isGone(holder)
}
