import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { systemClock } from '../core/clock.js'
import { didYouMean } from '../core/did-you-mean.js'
import type { Run } from '../core/run.js'
import { databasePath } from '../core/run-paths.js'
import { UsageError } from '../core/usage-error.js'
import { openSqliteReader } from '../store/sqlite/open-sqlite-reader.js'
import { openSqliteStore } from '../store/sqlite/sqlite-store.js'
import type { Store } from '../store/store.js'
import type { StoreReader } from '../store/store-reader.js'

/** Opens the store of a folder of runs, making both when they do not exist. Throws UsageError, StoreError. */
export async function createRunsFolder(runsFolder: string): Promise<Store> {
  try {
    await makeFolder(resolve(runsFolder))
  } catch (cause) {
    throw new UsageError(`the folder of runs ${runsFolder} cannot be made: ${(cause as Error).message}`, { cause })
  }
  return openSqliteStore(databasePath(runsFolder), systemClock)
}

/** Parents first, one by one: where nothing can be made, as in /proc, `recursive` would try for ever. */
async function makeFolder(folder: string): Promise<void> {
  if (existsSync(folder)) return
  await makeFolder(dirname(folder))
  await mkdir(folder).catch((error: NodeJS.ErrnoException) => {
    // Another process may just have made it.
    if (error.code !== 'EEXIST') throw error
  })
}

/** Uses the store of an existing folder of runs, then closes it. Throws UsageError when there are no runs. */
export async function withRuns<T>(runsFolder: string, use: (store: Store, runs: readonly Run[]) => Promise<T>) {
  return using(openSqliteStore(existing(runsFolder), systemClock), use)
}

/** The same for whoever only looks: several may, while sweeps write. */
export async function lookAtRuns<T>(runsFolder: string, use: (store: StoreReader, runs: readonly Run[]) => Promise<T>) {
  return using(openSqliteReader(existing(runsFolder)), use)
}

function existing(runsFolder: string): string {
  if (existsSync(databasePath(runsFolder))) return databasePath(runsFolder)
  throw new UsageError(`there are no runs in ${runsFolder}. Start one: sweep run FILE, or name another --runs-dir`)
}

async function using<S extends StoreReader, T>(store: S, use: (store: S, runs: readonly Run[]) => Promise<T>) {
  try {
    return await use(store, await store.runs())
  } finally {
    await store.close()
  }
}

/** The run of that name, or the newest. Throws UsageError with the names that there are. */
export function chooseRun(runs: readonly Run[], name: string | undefined): Run {
  if (name === undefined && runs[0]) return runs[0]
  const run = runs.find((candidate) => candidate.name === name)
  if (run) return run
  const names = runs.map((candidate) => candidate.name)
  if (name === undefined) throw new UsageError('there are no runs yet. Start one: sweep run FILE')
  throw new UsageError(`there is no run "${name}". ${didYouMean(name, names)}There are: ${names.join(', ') || 'none'}`)
}
