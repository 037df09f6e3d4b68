import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { CheckpointFile } from '../../core/read-checkpoint.js'
import type { Metric } from '../../core/sweep.js'
import { writeTensorFile } from '../../core/tensor-files/write-tensor-file.js'
import { partialEnding } from '../../core/write-beside.js'
import { bestCheckpoint } from './best-checkpoint.js'
import { checkpointName, newestFirst } from './checkpoint-name.js'

/** How many checkpoints a trial keeps beside its best: the newest, and one in case the newest cannot be read. */
const kept = 2

/**
 * Writes a checkpoint as safetensors with a checksum over everything in it, then removes the ones no longer kept: all but
 * the last two and the best by that metric. Its tensors are not copied: they stay as they are until this resolves.
 */
export async function saveCheckpoint(folder: string, checkpoint: CheckpointFile, metric: Metric): Promise<void> {
  const { step, within, tensors, state, readings, elapsed } = checkpoint
  const content = JSON.stringify({ step, within, state, readings, elapsed })
  await mkdir(folder, { recursive: true })
  await writeTensorFile(join(folder, checkpointName(step, within)), 'sweep-checkpoint/1', content, tensors)
  const names = await readdir(folder)
  const checkpoints = newestFirst(names)
  const best = bestCheckpoint(checkpoints, metric, readings)
  const older = checkpoints.slice(kept).filter((name) => name !== best)
  // One attempt at a time writes here, so what is only partly written was left by one that was killed.
  const partial = names.filter((name) => name.endsWith(partialEnding))
  await Promise.all([...older, ...partial].map((name) => rm(join(folder, name), { force: true })))
}
