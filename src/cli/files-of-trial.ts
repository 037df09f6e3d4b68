import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { runPaths } from '../core/run-paths.js'
import type { Trial } from '../core/trial.js'
import type { TrialFile } from '../report/trial/trial-file.js'

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
  const names = (await existing(readdir(models))) ?? []
  return names
    .filter((each) => each === name || each.startsWith(`${name}-`))
    .sort()
    .map((each) => join(models, each))
}

async function filesIn(folder: string): Promise<readonly TrialFile[]> {
  const entries = (await existing(readdir(folder, { withFileTypes: true, recursive: true }))) ?? []
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const files = await Promise.all(
    paths.sort().map(async (path) => {
      const found = await existing(stat(path))
      return found === undefined ? [] : [{ path, bytes: found.size }]
    }),
  )
  return files.flat()
}

/** A run that is under way removes its older checkpoints, also while they are being listed. */
async function existing<T>(looking: Promise<T>): Promise<T | undefined> {
  return looking.catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
}
