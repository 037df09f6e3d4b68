import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Run } from '../../core/run.js'
import { runPaths } from '../../core/run-paths.js'
import type { Metric } from '../../core/sweep.js'
import { type CheckpointUse, type NeedlessFile, needlessFiles } from '../../execute/checkpoints/needless-files.js'
import type { StoreReader } from '../../store/store-reader.js'
import type { StoredTrial } from '../../store/stored-trial.js'

/**
 * The files of a run that neither a resume nor a longer trial needs: of complete trials all checkpoints but the newest and
 * the best, all of trials that the sweep no longer names and that did not complete, and of trials that the store does not
 * know. Only checkpoints are looked at. Nobody may be working on the run.
 */
export async function findGarbage(
  store: StoreReader,
  runsFolder: string,
  { name, sweep }: Run,
): Promise<readonly NeedlessFile[]> {
  const folder = join(runPaths(runsFolder, name).checkpoints('key'), '..')
  const keys = new Set(await foldersIn(folder))
  if (keys.size === 0) return []
  const needless: NeedlessFile[] = []
  for (const wanted of ['wanted', 'unwanted'] as const) {
    for await (const trial of store.trials(name, { wanted, readings: true })) {
      if (!keys.delete(trial.key)) continue
      needless.push(...(await needlessFiles(join(folder, trial.key), useOf(trial, wanted === 'wanted', sweep.metric))))
    }
  }
  for (const key of keys) needless.push(...(await needlessFiles(join(folder, key), { kind: 'none' })))
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
