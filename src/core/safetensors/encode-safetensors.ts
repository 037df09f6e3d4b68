import type { Safetensors } from './safetensors.js'

/**
 * Named tensors as one safetensors file: 8 bytes little-endian header length, a JSON header
 * (name -> dtype, shape, data_offsets), then raw little-endian data. Readable from Python and Rust.
 *
 * In pieces, one after another the file. Those of the tensors are their own memory, not copies: a large model with its
 * optimizer takes hundreds of megabytes.
 */
export function encodeSafetensors({ tensors, metadata }: Safetensors): readonly Uint8Array[] {
  const header: Record<string, unknown> = { __metadata__: metadata }
  let offset = 0
  // Wide types first, so that every tensor starts at a multiple of its item size.
  const entries = Object.entries(tensors).sort(([, a], [, b]) => b.data.BYTES_PER_ELEMENT - a.data.BYTES_PER_ELEMENT)
  for (const [name, tensor] of entries) {
    const end = offset + tensor.data.byteLength
    header[name] = { dtype: fileTypes[tensor.dtype], shape: tensor.shape, data_offsets: [offset, end] }
    offset = end
  }
  const text = JSON.stringify(header)
  const headerBytes = Buffer.from(text.padEnd(text.length + ((8 - (Buffer.byteLength(text) % 8)) % 8)))
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(headerBytes.length))
  const data = entries.map(([, { data }]) => new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
  return [length, headerBytes, ...data]
}

const fileTypes = { float32: 'F32', int32: 'I32', bool: 'BOOL' } as const
