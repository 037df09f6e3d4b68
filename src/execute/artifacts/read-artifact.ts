import type { Json } from '../../core/json.js'
import type { NamedTensors } from '../../core/tensor-data.js'
import { readTensorFile } from '../../core/tensor-files/read-tensor-file.js'

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
