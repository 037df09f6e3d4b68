import { type FileHandle, open, stat } from 'node:fs/promises'

/** The content of a safetensors file. */
interface Safetensors {
  readonly tensors: NamedTensors
  readonly metadata: Readonly<Record<string, string>>
}

/** A tensor as plain data, in row-major order. */
export interface TensorData {
  readonly dtype: 'float32' | 'int32' | 'bool'
  readonly shape: readonly number[]
  readonly data: Float32Array | Int32Array | Uint8Array
}

/** Tensors by name. */
export type NamedTensors = Readonly<Record<string, TensorData>>

/**
 * Reads a safetensors file of any size; float32, int32 and bool only. Every tensor is read into memory of its own, so
 * that nothing is held twice. Rejects with a plain Error that says what is wrong with the file, and with the file
 * system's own.
 */
export async function readSafetensors(path: string): Promise<Safetensors> {
  // To open a pipe would wait for whoever writes into it.
  const kind = await stat(path)
  if (!kind.isFile() && !kind.isDirectory()) throw new Error('it is no plain file')
  const file = await open(path)
  try {
    const { size } = await file.stat()
    if (size < 8) throw new Error(`${size} bytes are too few for a safetensors file`)
    const headerLength = Number(new DataView(await bytesAt(file, 0, 8)).getBigUint64(0, true))
    const start = 8 + headerLength
    if (start > size) throw new Error('its header is cut off')
    if (headerLength > longestHeader) throw new Error('its header is too long')
    const header = parseHeader(Buffer.from(await bytesAt(file, 8, headerLength)).toString())
    const { __metadata__: metadata = {}, ...entries } = header
    const tensors: Record<string, TensorData> = {}
    for (const [name, entry] of Object.entries(entries)) {
      tensors[name] = await readTensor(file, name, entry as Entry, start, size)
    }
    return { tensors, metadata: metadata as Record<string, string> }
  } finally {
    await file.close()
  }
}

interface Entry {
  readonly dtype: string
  readonly shape: readonly number[]
  readonly data_offsets: readonly [number, number]
}

/** In bytes, as the reference implementation has it. */
const longestHeader = 100_000_000

/** Bytes that one call of the operating system is asked for; more than 2 GiB cannot be had at once. */
const piece = 2 ** 26

function parseHeader(text: string): Record<string, unknown> {
  let header: unknown
  try {
    header = JSON.parse(text)
  } catch (cause) {
    throw new Error('its header is not JSON', { cause })
  }
  if (header === null || typeof header !== 'object') throw new Error('its header is not JSON of a map')
  return header as Record<string, unknown>
}

async function readTensor(file: FileHandle, name: string, entry: Entry, start: number, size: number) {
  const { dtype, shape, data_offsets: [from, to] = [] } = entry
  if (!Array.isArray(shape) || from === undefined || to === undefined || !(from >= 0 && from <= to)) {
    throw new Error(`the header says nothing sensible of "${name}"`)
  }
  if (start + to > size) throw new Error(`the data of "${name}" are cut off`)
  const items = shape.reduce((product, length) => product * length, 1)
  if (to - from !== items * (dtype === 'BOOL' ? 1 : 4)) throw new Error(`"${name}" has not the size of its shape`)
  const bytes = await bytesAt(file, start + from, to - from)
  return tensorOf(name, dtype, shape, bytes)
}

function tensorOf(name: string, dtype: string, shape: readonly number[], bytes: ArrayBuffer): TensorData {
  switch (dtype) {
    case 'F32':
      return { dtype: 'float32', shape, data: new Float32Array(bytes) }
    case 'I32':
      return { dtype: 'int32', shape, data: new Int32Array(bytes) }
    case 'BOOL':
      return { dtype: 'bool', shape, data: new Uint8Array(bytes) }
    default:
      throw new Error(`"${name}" is of type ${dtype}; F32, I32 and BOOL are read`)
  }
}

async function bytesAt(file: FileHandle, position: number, length: number): Promise<ArrayBuffer> {
  const bytes = new ArrayBuffer(length)
  for (let done = 0; done < length; ) {
    const view = new Uint8Array(bytes, done, Math.min(piece, length - done))
    const { bytesRead } = await file.read(view, 0, view.length, position + done)
    if (bytesRead === 0) throw new Error('it became shorter while it was read')
    done += bytesRead
  }
  return bytes
}

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
