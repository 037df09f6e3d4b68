import { createHash } from 'node:crypto'
import type { SavedCheckpoint } from './experiment.js'
import { writeBeside } from './files.js'
import { decodeExact, encodeExact, type Json } from './json.js'
import { encodeSafetensors, type NamedTensors, readSafetensors } from './safetensors.js'
import type { Reading } from './trial.js'

/**
 * Writes tensors with a content, as JSON, durably as a safetensors file: its metadata are `format`, `content` and `sha256`
 * over everything. The tensors are not copied: they stay as they are until this resolves.
 */
export async function writeTensorFile(
  path: string,
  format: TensorFileFormat,
  content: string,
  tensors: NamedTensors,
): Promise<void> {
  const pieces = encodeSafetensors({ tensors, metadata: { format, content, sha256: checksum(content, tensors) } })
  await writeBeside(path, async (file) => {
    for (const piece of pieces) await file.writeFile(piece)
  })
}

/** Reads what writeTensorFile wrote. Rejects with a plain Error that says what is wrong with the file. */
export async function readTensorFile(
  path: string,
  format: TensorFileFormat,
): Promise<{ readonly content: string; readonly tensors: NamedTensors }> {
  const { tensors, metadata } = await readSafetensors(path)
  const { content } = metadata
  if (content === undefined || metadata.format !== format) throw new Error(`not of the format ${format}`)
  if (metadata.sha256 !== checksum(content, tensors)) throw new Error('its checksum is wrong')
  return { content, tensors }
}

/** SHA-256 over everything in a file of tensors: its content as JSON, and its tensors with their names, types and shapes. */
function checksum(content: string, tensors: NamedTensors): string {
  const hash = createHash('sha256').update(content)
  for (const name of Object.keys(tensors).sort()) {
    const { dtype, shape, data } = tensors[name]!
    hash.update(`\n${name} ${dtype} ${shape.join('x')}\n`)
    hash.update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
  }
  return hash.digest('hex')
}

/** What a file of tensors holds, with the version of how it is written; `format` in the metadata of the file. */
type TensorFileFormat = 'sweep-checkpoint/1' | 'sweep-artifact/1'

/** A checkpoint with the readings that its attempt had reported until then. */
export interface CheckpointFile extends SavedCheckpoint {
  readonly readings: readonly Reading[]
  /** Seconds of training since the last of them: part of what the next one took. */
  readonly elapsed: number
  /** How many numbers it had drawn from Math.random. */
  readonly drawn: number
  /** Whose it is; older versions did not say. */
  readonly owner?: CheckpointOwner
}

/** The trial that a checkpoint belongs to. */
export interface CheckpointOwner {
  readonly key: string
  /** The name of its run, where that is known. */
  readonly run: string | null
}

/** Reads a checkpoint, whole. Rejects with a plain Error that says what is wrong with the file. */
export async function readCheckpoint(path: string): Promise<CheckpointFile> {
  const { content, tensors } = await readTensorFile(path, 'sweep-checkpoint/1')
  const { state, exact = false, ...known } = JSON.parse(content) as Content
  // Older versions knew nothing of what lies between two steps, and wrote the state as JSON has it.
  const before = { within: 0, elapsed: 0, drawn: 0 }
  return { ...before, ...known, state: exact ? (decodeExact(state) as Json) : state, tensors }
}

/** The content of a checkpoint's file. Throws TypeError, with the path, for a state that cannot be read back as it is. */
export function checkpointContent({ tensors, state, ...known }: CheckpointFile): string {
  return JSON.stringify({ ...known, state: encodeExact(state, 'state'), exact: true } satisfies Content)
}

interface Content {
  readonly step: number
  readonly within?: number
  readonly state: Json
  /** Whether `state` is to be read by `decodeExact`; where it holds nothing special, that is the same. */
  readonly exact?: boolean
  readonly readings: readonly Reading[]
  readonly elapsed?: number
  readonly drawn?: number
  readonly owner?: CheckpointOwner
}
