import { rm, rmdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Clock } from '../../core/clock.js'
import type { Holder } from '../../core/holder.js'
import type { Run } from '../../core/run.js'
import type { Store } from '../../store/store.js'
import { holdRun } from '../hold-run.js'
import { findGarbage } from './find-garbage.js'

export interface Collected {
  readonly run: string
  readonly files: number
  readonly bytes: number
}

export interface CollectOptions {
  readonly store: Store
  readonly runsFolder: string
  readonly run: Run
  readonly holder: Holder
  readonly clock: Clock
  /** Remove nothing, only count. */
  readonly dryRun: boolean
}

/** Removes what nothing needs any more from the checkpoints of a run. Throws RunHeldError while somebody works on it. */
export async function collectGarbage(options: CollectOptions): Promise<Collected> {
  const { store, runsFolder, run, holder, clock, dryRun } = options
  const lease = await holdRun(store, run.name, holder, clock)
  try {
    const needless = await findGarbage(store, runsFolder, run)
    for (const { path } of dryRun ? [] : needless) {
      await rm(path, { force: true })
      // A folder goes with its last file.
      await rmdir(dirname(path)).catch(() => {})
    }
    return { run: run.name, files: needless.length, bytes: needless.reduce((sum, { bytes }) => sum + bytes, 0) }
  } finally {
    await lease.release()
  }
}
