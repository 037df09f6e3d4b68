import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { SavedCheckpoint } from '../../core/experiment.js'
import type { Json } from '../../core/json.js'
import type { Reading } from '../../core/reading.js'
import { decodeSafetensors, encodeSafetensors } from '../../core/safetensors.js'
import type { NamedTensors } from '../../core/tensor-data.js'
import { partialEnding } from '../../core/write-beside.js'
import { writeFileSafely } from '../../core/write-file-safely.js'
import { checkpointName, newestFirst } from './checkpoint-name.js'

/** A checkpoint with the readings that its attempt had reported until then. */
export interface CheckpointFile extends SavedCheckpoint {
  readonly readings: readonly Reading[]
}

/** How many checkpoints a trial keeps beside its best: the newest, and one in case the newest cannot be read. */
const kept = 2

/**
 * Writes a checkpoint as safetensors with a checksum over everything in it, then removes the ones no longer kept: all but
 * the last two and that of the step `best`.
 */
export async function saveCheckpoint(folder: string, checkpoint: CheckpointFile, best?: number): Promise<void> {
  const { step, tensors, state, readings } = checkpoint
  const content = JSON.stringify({ step, state, readings })
  await mkdir(folder, { recursive: true })
  const metadata = { format: 'sweep-checkpoint/1', content, sha256: checksum(content, tensors) }
  await writeFileSafely(join(folder, checkpointName(step)), encodeSafetensors({ tensors, metadata }))
  const older = (await checkpointFiles(folder))
    .slice(kept)
    .filter((name) => best === undefined || name !== checkpointName(best))
  // One attempt at a time writes here, so what is only partly written was left by one that was killed.
  const partial = (await readdir(folder)).filter((name) => name.endsWith(partialEnding))
  await Promise.all([...older, ...partial].map((name) => rm(join(folder, name), { force: true })))
}

/**
 * The newest checkpoint that is whole. One that cannot be read is said and passed over; when none of several is left,
 * that is said too. In a folder of the attempt's `own` a damaged one is put aside; that of another trial is left as it is,
 * since several may be reading there at once.
 */
export async function latestCheckpoint(
  folder: string,
  log: (line: string) => void,
  own: boolean,
): Promise<CheckpointFile | undefined> {
  const names = await checkpointFiles(folder)
  for (const name of names) {
    const path = join(folder, name)
    const file = await readFile(path)
    try {
      return readCheckpoint(file)
    } catch (error) {
      // Out of the way, so that it does not count among those that are kept.
      if (own) await rename(path, `${path}.damaged`)
      log(`${path}: this checkpoint is damaged (${(error as Error).message})${own ? `; kept as ${name}.damaged` : ''}`)
    }
  }
  const follows = own ? 'the trial starts again from its first step' : 'no other trial can go on from there'
  if (names.length > 0) log(`${folder}: every checkpoint is damaged; ${follows}`)
  return undefined
}

function readCheckpoint(file: Uint8Array): CheckpointFile {
  const { tensors, metadata } = decodeSafetensors(file)
  if (metadata.content === undefined || metadata.format !== 'sweep-checkpoint/1') throw new Error('not a checkpoint')
  if (metadata.sha256 !== checksum(metadata.content, tensors)) throw new Error('its checksum is wrong')
  const { step, state, readings } = JSON.parse(metadata.content) as { step: number; state: Json; readings: Reading[] }
  return { step, tensors, state, readings }
}

function checksum(content: string, tensors: NamedTensors): string {
  const hash = createHash('sha256').update(content)
  for (const name of Object.keys(tensors).sort()) {
    const { dtype, shape, data } = tensors[name]!
    hash.update(`\n${name} ${dtype} ${shape.join('x')}\n`)
    hash.update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
  }
  return hash.digest('hex')
}

/** Newest first. */
async function checkpointFiles(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  return newestFirst(names)
}
