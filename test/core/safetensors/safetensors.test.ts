import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { NamedTensors } from '#sweep/core/safetensors.js'
import { encodeSafetensors, readSafetensors } from '#sweep/core/safetensors.js'
import { temporaryFolder } from '../../contract/temporary-folder.js'

const tensors: NamedTensors = {
  mask: { dtype: 'bool', shape: [3], data: Uint8Array.of(1, 0, 1) },
  weights: { dtype: 'float32', shape: [2, 2], data: Float32Array.of(0.1, -0, Number.MAX_VALUE, 1e-45) },
  steps: { dtype: 'int32', shape: [], data: Int32Array.of(-7) },
  nothing: { dtype: 'float32', shape: [0, 4], data: new Float32Array() },
}

test('what is written is read back, bit for bit', async () => {
  const metadata = { epoch: '3', name: 'façade' }
  const read = await readBack(Buffer.concat(encodeSafetensors({ tensors, metadata })))
  expect(read).toEqual({ tensors, metadata })
  expect(Object.is(read.tensors.weights!.data[1], -0)).toBe(true)
})

test('what lies in a larger piece of memory is written alone', async () => {
  const data = Float32Array.of(1, 2, 3, 4).subarray(1, 3)
  const file = Buffer.concat(
    encodeSafetensors({ tensors: { part: { dtype: 'float32', shape: [2], data } }, metadata: {} }),
  )
  expect((await readBack(file)).tensors.part!.data).toEqual(Float32Array.of(2, 3))
})

test.each([
  ['empty', (file: Uint8Array) => file.subarray(0, 0), /0 bytes are too few/],
  ['cut in the header', (file: Uint8Array) => file.subarray(0, 40), /its header is cut off/],
  ['cut in the data', (file: Uint8Array) => file.subarray(0, file.length - 1), /the data of "mask" are cut off/],
  ['with another header', (file: Uint8Array) => file.map((byte, i) => (i === 8 ? 0 : byte)), /its header is not JSON/],
  ['with null for a header', () => withHeader('null'), /its header is not JSON/],
  ['with a tensor of nothing', () => withHeader('{"a":{}}'), /nothing sensible of "a"/],
  ['with data before the file', () => withHeader(entry([-8, -4])), /nothing sensible of "a"/],
  ['with another shape', () => withHeader(entry([0, 0])), /"a" has not the size of its shape/],
  ['with another type', () => withHeader(entry([0, 4], 'F64'), 4), /"a" is of type F64/],
] as const)('a file that is %s is refused', async (_name, damage, message) => {
  const file = Buffer.concat(encodeSafetensors({ tensors, metadata: {} }))
  await expect(readBack(damage(file))).rejects.toThrow(message)
})

async function readBack(file: Uint8Array) {
  const path = join(await temporaryFolder(), 'file.safetensors')
  await writeFile(path, file)
  return readSafetensors(path)
}

function entry(offsets: readonly number[], dtype = 'F32'): string {
  return JSON.stringify({ a: { dtype, shape: [1], data_offsets: offsets } })
}

function withHeader(header: string, bytes = 0): Uint8Array {
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(header.length))
  return Buffer.concat([length, Buffer.from(header), Buffer.alloc(bytes)])
}
