import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { partialEnding } from '../../core/write-beside.js'
import type { CheckpointUse, NeedlessFile } from '../checkpoints/needless-files.js'
import { isArtifact } from './artifact-name.js'

/**
 * The artifacts in a trial's folder that nothing needs: all when its checkpoints are of no use either, else what was only
 * partly written. What was not written here is not looked at. Nobody may be writing there.
 */
export async function needlessArtifacts(folder: string, use: CheckpointUse): Promise<readonly NeedlessFile[]> {
  const names = (await readdir(folder)).filter(isArtifact)
  const needless = names.filter((name) => use.kind === 'none' || name.endsWith(partialEnding))
  const files = await Promise.all(needless.map((name) => lstat(join(folder, name))))
  return needless.flatMap((name, i) =>
    files[i]!.isFile() ? [{ path: join(folder, name), bytes: files[i]!.size }] : [],
  )
}
