import type { SavedCheckpoint } from './experiment.js'
import type { Json } from './json.js'
import type { Reading } from './reading.js'
import { readTensorFile } from './tensor-files/read-tensor-file.js'

/** A checkpoint with the readings that its attempt had reported until then. */
export interface CheckpointFile extends SavedCheckpoint {
  readonly readings: readonly Reading[]
  /** Seconds of training since the last of them: part of what the next one took. */
  readonly elapsed: number
}

/** Reads a checkpoint, whole. Rejects with a plain Error that says what is wrong with the file. */
export async function readCheckpoint(path: string): Promise<CheckpointFile> {
  const { content, tensors } = await readTensorFile(path, 'sweep-checkpoint/1')
  // Older versions knew nothing of what lies between two steps.
  return { within: 0, elapsed: 0, ...(JSON.parse(content) as Content), tensors }
}

interface Content {
  readonly step: number
  readonly within?: number
  readonly state: Json
  readonly readings: readonly Reading[]
  readonly elapsed?: number
}
