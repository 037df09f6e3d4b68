import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Reading } from '../../core/reading.js'
import type { Metric } from '../../core/sweep.js'
import { bestCheckpoint } from './best-checkpoint.js'
import { isOurs, newestFirst } from './checkpoint-name.js'

/** What a trial may still need its checkpoints for. */
export type CheckpointUse =
  /** To go on from the newest, or from the one before it where that is damaged. */
  | { readonly kind: 'resume' }
  /** It is complete: a longer trial may go on from the newest, and the best may be wanted. */
  | { readonly kind: 'complete'; readonly metric: Metric; readonly readings: readonly Reading[] }
  | { readonly kind: 'none' }

export interface NeedlessFile {
  readonly path: string
  readonly bytes: number
}

/**
 * The files in a trial's folder of checkpoints that nothing needs: those that its use does not, and what was only partly
 * written or is damaged. What was not written here is not looked at. Nobody may be writing there.
 */
export async function needlessFiles(folder: string, use: CheckpointUse): Promise<readonly NeedlessFile[]> {
  const names = (await readdir(folder)).filter(isOurs)
  const needed = new Set(neededOf(newestFirst(names), use))
  const needless = names.filter((name) => !needed.has(name)).map((name) => join(folder, name))
  const sizes = await Promise.all(needless.map((path) => lstat(path)))
  return needless.flatMap((path, i) => (sizes[i]!.isDirectory() ? [] : [{ path, bytes: sizes[i]!.size }]))
}

function neededOf(checkpoints: readonly string[], use: CheckpointUse): readonly string[] {
  switch (use.kind) {
    case 'resume':
      return checkpoints
    case 'complete':
      return [...checkpoints.slice(0, 1), bestCheckpoint(checkpoints, use.metric, use.readings) ?? []].flat()
    case 'none':
      return []
    default:
      return use satisfies never
  }
}
