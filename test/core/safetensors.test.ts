import { expect, test } from 'vitest'
import { decodeSafetensors, encodeSafetensors } from '../../dist/core/safetensors.js'
import type { NamedTensors } from '../../dist/core/tensor-data.js'

const tensors: NamedTensors = {
  mask: { dtype: 'bool', shape: [3], data: Uint8Array.of(1, 0, 1) },
  weights: { dtype: 'float32', shape: [2, 2], data: Float32Array.of(0.1, -0, Number.MAX_VALUE, 1e-45) },
  steps: { dtype: 'int32', shape: [], data: Int32Array.of(-7) },
  nothing: { dtype: 'float32', shape: [0, 4], data: new Float32Array() },
}

test('what is written is read back, bit for bit', () => {
  const metadata = { epoch: '3', name: 'façade' }
  const decoded = decodeSafetensors(encodeSafetensors({ tensors, metadata }))
  expect(decoded).toEqual({ tensors, metadata })
  expect(Object.is(decoded.tensors.weights!.data[1], -0)).toBe(true)
})

test.each([
  ['empty', (file: Uint8Array) => file.subarray(0, 0), /0 bytes are too few/],
  ['cut in the header', (file: Uint8Array) => file.subarray(0, 40), /its header is cut off/],
  ['cut in the data', (file: Uint8Array) => file.subarray(0, file.length - 1), /the data of "mask" are cut off/],
  ['with another header', (file: Uint8Array) => file.map((byte, i) => (i === 8 ? 0 : byte)), /its header is not JSON/],
])('a file that is %s is refused', (_name, damage, message) => {
  const file = encodeSafetensors({ tensors, metadata: {} })
  expect(() => decodeSafetensors(damage(file))).toThrow(message)
})
