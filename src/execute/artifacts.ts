import { createReadStream, existsSync } from 'node:fs'
import { lstat, mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { partialEnding, writeBeside } from '../core/files.js'
import type { Json } from '../core/json.js'
import type { NamedTensors } from '../core/safetensors.js'
import { readTensorFile, writeTensorFile } from '../core/tensor-files.js'
import type { CheckpointUse, NeedlessFile } from './checkpoints.js'

/** Writes an artifact durably; one of the same name is overwritten. */
export async function saveArtifact(folder: string, name: string, tensors: NamedTensors, metadata: Json): Promise<void> {
  const path = join(folder, artifactName(name))
  await mkdir(folder, { recursive: true })
  await writeTensorFile(path, 'sweep-artifact/1', JSON.stringify(metadata), tensors)
}

/** What an experiment keeps of a trial beside its readings, as the logits of every sample. */
export interface Artifact {
  readonly tensors: NamedTensors
  readonly metadata: Json
}

/** Reads an artifact, whole. Rejects with a plain Error that says what is wrong with the file. */
export async function readArtifact(path: string): Promise<Artifact> {
  const { content, tensors } = await readTensorFile(path, 'sweep-artifact/1')
  return { tensors, metadata: JSON.parse(content) as Json }
}

/** Copies the artifacts of a trial into the folder of another one: all, or those that are missing there. */
export async function copyArtifacts(from: string, to: string, which: 'all' | 'missing'): Promise<void> {
  if (!existsSync(from)) return
  const whole = (await readdir(from)).filter((name) => isArtifact(name) && !name.endsWith(partialEnding))
  const names = which === 'all' ? whole : whole.filter((name) => !existsSync(join(to, name)))
  if (names.length === 0) return
  await mkdir(to, { recursive: true })
  for (const name of names) {
    await writeBeside(join(to, name), async (file) => {
      for await (const piece of createReadStream(join(from, name))) await file.writeFile(piece)
    })
  }
}

const ending = '.safetensors'

/** The file of an artifact. Throws RangeError for a name that is not small letters and digits with `-` or `_` between. */
export function artifactName(name: string): string {
  if (/^[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*$/.test(name) && name.length <= 100) return `${name}${ending}`
  throw new RangeError(
    `artifact: a name is small letters and digits with "-" or "_" between them, as val_logits; got ${JSON.stringify(name)}`,
  )
}

/** Whether a file of that name is an artifact, whole or in part. */
function isArtifact(name: string): boolean {
  return /^[a-z][a-z0-9_-]*\.safetensors(?:\.[\d-]+\.partial)?$/.test(name)
}

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
