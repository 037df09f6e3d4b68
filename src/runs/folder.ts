import { existsSync } from 'node:fs'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { systemClock } from '../core/clock.js'
import { UsageError } from '../core/errors.js'
import { partialEnding, writeFileSafely } from '../core/files.js'
import type { Run } from '../core/run.js'
import { databasePath, runPaths } from '../core/run.js'
import { didYouMean } from '../core/texts.js'
import type { Trial } from '../core/trial.js'
import type { TrialFile } from '../report/trial.js'
import { openSqliteReader } from '../store/sqlite/reader.js'
import { openSqliteStore } from '../store/sqlite/store.js'
import type { Store, StoreReader } from '../store/store.js'

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

/** The files that a run keeps of a trial, its checkpoints, its artifacts and its saved models, by path. */
export async function filesOfTrial(runsFolder: string, run: string, { key, number }: Trial): Promise<TrialFile[]> {
  const paths = runPaths(runsFolder, run)
  const folders = [paths.checkpoints(key), paths.artifacts(key), ...(await modelFolders(paths.folder, number))]
  return (await Promise.all(folders.map(filesIn))).flat()
}

/** `models/trial-3`, and beside it those of other parameters and seeds, whose names go on after a `-`. */
async function modelFolders(folder: string, number: number): Promise<readonly string[]> {
  const models = join(folder, 'models')
  const name = `trial-${number}`
  const names = (await ifThere(readdir(models))) ?? []
  return names
    .filter((each) => each === name || each.startsWith(`${name}-`))
    .sort()
    .map((each) => join(models, each))
}

async function filesIn(folder: string): Promise<readonly TrialFile[]> {
  const entries = (await ifThere(readdir(folder, { withFileTypes: true, recursive: true }))) ?? []
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const files = await Promise.all(
    paths.sort().map(async (path) => {
      const found = await ifThere(stat(path))
      return found === undefined ? [] : [{ path, bytes: found.size }]
    }),
  )
  return files.flat()
}

/** A run that is under way removes its older checkpoints, also while they are being listed. */
async function ifThere<T>(looking: Promise<T>): Promise<T | undefined> {
  return looking.catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
}

/** Keeps the sweep, as it is run, in the run's folder. Only for whoever holds the run. */
export async function writeSweepCopy(path: string, text: string): Promise<void> {
  const folder = dirname(path)
  await mkdir(folder, { recursive: true })
  await writeFileSafely(path, text)
  // Nobody else writes here, so what is only partly written was left by a process that was killed.
  const beside = (await readdir(folder)).filter(
    (name) => name.startsWith(basename(path)) && name.endsWith(partialEnding),
  )
  await Promise.all(beside.map((name) => rm(join(folder, name), { force: true })))
}
