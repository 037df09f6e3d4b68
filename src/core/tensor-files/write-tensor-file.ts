import { encodeSafetensors } from '../safetensors/encode-safetensors.js'
import type { NamedTensors } from '../tensor-data.js'
import { writeBeside } from '../write-beside.js'
import { checksum } from './checksum.js'
import type { TensorFileFormat } from './tensor-file-format.js'

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
