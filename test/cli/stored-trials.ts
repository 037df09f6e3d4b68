import { join } from 'node:path'
import { systemClock } from '#sweep/core/clock.js'
import { databasePath } from '#sweep/core/run.js'
import { openSqliteStore } from '#sweep/store/sqlite/store.js'
import type { StoredTrial } from '#sweep/store/store.js'

/** The trials of a run in `cwd`/runs, with their readings. */
export async function storedTrials(cwd: string, run: string): Promise<readonly StoredTrial[]> {
  const store = openSqliteStore(databasePath(join(cwd, 'runs')), systemClock)
  const trials = []
  for await (const trial of store.trials(run, { readings: true })) trials.push(trial)
  await store.close()
  return trials
}

/** What must be the same however a trial was trained; the seconds are measured, and attempts may differ. */
export function essence({ number, key, status, value, bestStep, readings }: StoredTrial) {
  return { number, key, status, value, bestStep, readings: readings.map(({ step, metrics }) => ({ step, metrics })) }
}
