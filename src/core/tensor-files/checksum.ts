import { createHash } from 'node:crypto'
import type { NamedTensors } from '../tensor-data.js'

/** SHA-256 over everything in a file of tensors: its content as JSON, and its tensors with their names, types and shapes. */
export function checksum(content: string, tensors: NamedTensors): string {
  const hash = createHash('sha256').update(content)
  for (const name of Object.keys(tensors).sort()) {
    const { dtype, shape, data } = tensors[name]!
    hash.update(`\n${name} ${dtype} ${shape.join('x')}\n`)
    hash.update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
  }
  return hash.digest('hex')
}
