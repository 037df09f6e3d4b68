import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Json } from '../../core/json.js'
import type { NamedTensors } from '../../core/tensor-data.js'
import { writeTensorFile } from '../../core/tensor-files/write-tensor-file.js'
import { artifactName } from './artifact-name.js'

/** Writes an artifact durably; one of the same name is overwritten. */
export async function saveArtifact(folder: string, name: string, tensors: NamedTensors, metadata: Json): Promise<void> {
  const path = join(folder, artifactName(name))
  await mkdir(folder, { recursive: true })
  await writeTensorFile(path, 'sweep-artifact/1', JSON.stringify(metadata), tensors)
}
