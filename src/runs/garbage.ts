import { access, readdir, rm, rmdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { holdRun } from '../conduct/lease.js'
import type { Clock } from '../core/clock.js'
import type { Holder, Run } from '../core/run.js'
import { runPaths } from '../core/run.js'
import type { Metric } from '../core/sweep.js'
import { needlessArtifacts } from '../execute/artifacts.js'
import { type CheckpointUse, type NeedlessFile, needlessFiles } from '../execute/checkpoints.js'
import type { Store, StoredTrial, StoreReader } from '../store/store.js'

/**
 * The files of a run that neither a resume nor a longer trial needs: of complete trials all checkpoints but the newest and
 * the best, all of trials that the sweep no longer names and that did not complete, and of trials that the store does not
 * know. The artifacts of a trial stay as long as any of its checkpoints may. Nothing else is looked at. Nobody may be
 * working on the run.
 */
async function findGarbage(
  store: StoreReader,
  runsFolder: string,
  { name, sweep }: Run,
): Promise<readonly NeedlessFile[]> {
  const { checkpoints, artifacts } = runPaths(runsFolder, name)
  const saved = new Set(await foldersIn(dirname(checkpoints('key'))))
  const kept = new Set(await foldersIn(dirname(artifacts('key'))))
  const keys = new Set([...saved, ...kept])
  if (keys.size === 0) return []
  const needless: NeedlessFile[] = []
  const look = async (key: string, use: CheckpointUse) => {
    if (saved.has(key)) needless.push(...(await needlessFiles(checkpoints(key), use)))
    if (kept.has(key)) needless.push(...(await needlessArtifacts(artifacts(key), use)))
  }
  for (const wanted of ['wanted', 'unwanted'] as const) {
    for await (const trial of store.trials(name, { wanted, readings: true })) {
      if (keys.delete(trial.key)) await look(trial.key, useOf(trial, wanted === 'wanted', sweep.metric))
    }
  }
  for (const key of keys) await look(key, { kind: 'none' })
  return needless
}

function useOf({ status, readings }: StoredTrial, wanted: boolean, metric: Metric): CheckpointUse {
  if (status === 'complete') return { kind: 'complete', metric, readings }
  return wanted && status !== 'pruned' ? { kind: 'resume' } : { kind: 'none' }
}

/** Their names; nothing where there is no such folder. */
async function foldersIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
}

export interface Collected {
  readonly run: string
  readonly files: number
  readonly bytes: number
}

interface CollectOptions {
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

/** The folders with checkpoints or artifacts in a folder of runs that belong to none of them, as after a database was lost; by name. */
export async function unknownFolders(runsFolder: string, runs: readonly Run[]): Promise<readonly string[]> {
  const known = new Set(runs.map(({ name }) => name))
  const entries = await readdir(runsFolder, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory() && !known.has(entry.name)).map(({ name }) => name)
  const like = await Promise.all(names.map((name) => isLikeOurs(runPaths(runsFolder, name))))
  return names.filter((_name, i) => like[i]).sort()
}

async function isLikeOurs({ checkpoints, artifacts }: ReturnType<typeof runPaths>): Promise<boolean> {
  const found = await Promise.all([checkpoints('key'), artifacts('key')].map((path) => exists(dirname(path))))
  return found.includes(true)
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
