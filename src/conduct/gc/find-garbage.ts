import { readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { runPaths } from '../../core/run-paths.js'
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
  run: string,
): Promise<readonly NeedlessFile[]> {
  const folders = await foldersIn(join(runPaths(runsFolder, run).checkpoints('key'), '..'))
  if (folders.length === 0) return []
  const uses = new Map<string, CheckpointUse>()
  for (const wanted of ['wanted', 'unwanted'] as const) {
    for await (const trial of store.trials(run, { wanted })) uses.set(trial.key, useOf(trial, wanted === 'wanted'))
  }
  const needless: NeedlessFile[] = []
  for (const folder of folders) {
    needless.push(...(await needlessFiles(folder, uses.get(basename(folder)) ?? { kind: 'none' })))
  }
  return needless
}

function useOf({ status, bestStep }: StoredTrial, wanted: boolean): CheckpointUse {
  if (status === 'complete') return { kind: 'complete', bestStep }
  return wanted && status !== 'pruned' ? { kind: 'resume' } : { kind: 'none' }
}

async function foldersIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name))
}
