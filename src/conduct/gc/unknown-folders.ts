import { access, readdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Run } from '../../core/run.js'
import { runPaths } from '../../core/run-paths.js'

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
