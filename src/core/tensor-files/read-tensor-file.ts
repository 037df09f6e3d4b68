import { readSafetensors } from '../safetensors/read-safetensors.js'
import type { NamedTensors } from '../tensor-data.js'
import { checksum } from './checksum.js'
import type { TensorFileFormat } from './tensor-file-format.js'

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
