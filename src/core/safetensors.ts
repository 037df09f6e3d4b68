import type { NamedTensors, TensorData } from './tensor-data.js'

/** The content of a safetensors file. */
export interface Safetensors {
  readonly tensors: NamedTensors
  readonly metadata: Readonly<Record<string, string>>
}

/**
 * Named tensors as one safetensors file: 8 bytes little-endian header length, a JSON header
 * (name -> dtype, shape, data_offsets), then raw little-endian data. Readable from Python and Rust.
 */
export function encodeSafetensors({ tensors, metadata }: Safetensors): Uint8Array {
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
  const file = Buffer.alloc(8 + headerBytes.length + offset)
  file.writeBigUInt64LE(BigInt(headerBytes.length))
  headerBytes.copy(file, 8)
  let position = 8 + headerBytes.length
  for (const [, { data }] of entries) {
    file.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), position)
    position += data.byteLength
  }
  return file
}

/** Reads a safetensors file. Throws a plain Error that says what is wrong with it; float32, int32 and bool only. */
export function decodeSafetensors(file: Uint8Array): Safetensors {
  if (file.byteLength < 8) throw new Error(`${file.byteLength} bytes are too few for a safetensors file`)
  const headerLength = Number(new DataView(file.buffer, file.byteOffset, 8).getBigUint64(0, true))
  if (8 + headerLength > file.byteLength) throw new Error('its header is cut off')
  const header = parseHeader(Buffer.from(file.buffer, file.byteOffset + 8, headerLength).toString())
  const { __metadata__: metadata = {}, ...entries } = header
  const data = file.subarray(8 + headerLength)
  const tensors = Object.fromEntries(
    Object.entries(entries).map(([name, entry]) => [name, readTensor(name, entry as Entry, data)]),
  )
  return { tensors, metadata: metadata as Record<string, string> }
}

interface Entry {
  readonly dtype: string
  readonly shape: readonly number[]
  readonly data_offsets: readonly [number, number]
}

const fileTypes = { float32: 'F32', int32: 'I32', bool: 'BOOL' } as const

function parseHeader(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text)
  } catch {
    throw new Error('its header is not JSON')
  }
}

function readTensor(name: string, { dtype, shape, data_offsets: [start, end] }: Entry, data: Uint8Array): TensorData {
  if (end > data.byteLength) throw new Error(`the data of "${name}" are cut off`)
  // A copy, because the place in the file need not be a multiple of the item size.
  const bytes = Uint8Array.from(data.subarray(start, end))
  const size = shape.reduce((product, length) => product * length, 1)
  if (bytes.byteLength !== size * (dtype === 'BOOL' ? 1 : 4)) throw new Error(`"${name}" has not the size of its shape`)
  switch (dtype) {
    case 'F32':
      return { dtype: 'float32', shape, data: new Float32Array(bytes.buffer, bytes.byteOffset, size) }
    case 'I32':
      return { dtype: 'int32', shape, data: new Int32Array(bytes.buffer, bytes.byteOffset, size) }
    case 'BOOL':
      return { dtype: 'bool', shape, data: bytes }
    default:
      throw new Error(`"${name}" is of type ${dtype}; F32, I32 and BOOL are read`)
  }
}
