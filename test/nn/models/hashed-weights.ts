import { crc32 } from 'node:zlib'
import type { NamedTensors, TensorData } from '#sweep/core/safetensors.js'
import type { WeightShape } from '#sweep/nn/layers/layer.js'

/** The weights of test/reference/make_networks.py: hashes of their name and place. */
export function hashedWeights(weights: readonly WeightShape[]): NamedTensors {
  return Object.fromEntries(weights.map(({ name, shape }) => [name, first(name, shape)]))
}

/** Uniform in [0, 1). */
export function hashedValues(name: string, size: number): Float32Array {
  const seed = crc32(name)
  return Float32Array.from({ length: size }, (_, i) => {
    let x = (Math.imul(i, 2654435761) + seed) | 0
    x = Math.imul(x ^ (x >>> 16), 0x7feb352d)
    x = Math.imul(x ^ (x >>> 15), 0x846ca68b)
    return ((x ^ (x >>> 16)) >>> 0) / 2 ** 32
  })
}

function first(name: string, shape: readonly number[]): TensorData {
  const product = (lengths: readonly number[]) => lengths.reduce((product, length) => product * length, 1)
  const values = hashedValues(name, product(shape))
  if (name.endsWith('kernel')) {
    const fanIn = product(name.endsWith('depthwise_kernel') ? shape.slice(0, 2) : shape.slice(0, -1))
    const bound = Math.fround(Math.sqrt(3 / fanIn))
    return { dtype: 'float32', shape, data: values.map((u) => Math.fround(2 * u - 1) * bound) }
  }
  const offset = /(gamma|variance)$/.test(name) ? 0.5 : -0.5
  return { dtype: 'float32', shape, data: values.map((u) => u + offset) }
}
