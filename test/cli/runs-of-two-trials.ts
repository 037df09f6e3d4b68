import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { systemClock } from '#sweep/core/clock.js'
import { databasePath } from '#sweep/core/run.js'
import { openSqliteStore } from '#sweep/store/sqlite/store.js'
import { emptyRun } from '../contract/empty-run.js'
import { temporaryFolder } from '../contract/temporary-folder.js'

/** A folder whose runs/ has one run, "grid", of two complete trials that differ in lr and have one reading each. */
export async function runsOfTwoTrials(): Promise<string> {
  const folder = await temporaryFolder()
  const path = databasePath(join(folder, 'runs'))
  await mkdir(dirname(path), { recursive: true })
  const store = openSqliteStore(path, systemClock)
  const sweep = { ...emptyRun.sweep, parameters: [{ name: 'lr', values: [0.1, 0.2] }] }
  const run = await store.createRun({ ...emptyRun, sweep, name: 'grid' })
  for (const number of [1, 2]) {
    const trial = { number, key: `key${number}`, params: { lr: number / 10 }, seed: 0 }
    const holder = { host: 'here', pid: 1, started: 'then' }
    const claim = await store.claim({ run: run.name, trial, holder, leaseMilliseconds: 1000 })
    if (claim.state !== 'leased') throw new Error(claim.state)
    await store.record([{ lease: claim.lease, readings: [{ step: 1, metrics: { score: number }, seconds: 1 }] }])
    const outcome = { status: 'complete', metrics: {} } as const
    await store.finish(claim.lease, { outcome, value: number, bestStep: 1, seconds: 1 })
  }
  await store.close()
  return folder
}
