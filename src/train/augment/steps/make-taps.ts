import type { Taps } from './taps.js'
import { weightBits } from './weight-bits.js'

/**
 * The taps that resize `length` input pixels to `size`: a triangle about the middle of the output pixel, one input pixel
 * wide each way, wider where the image shrinks (Pillow, Resample.c, precompute_coeffs).
 */
export function makeTaps(length: number, size: number): Taps {
  const scale = length / size
  const support = Math.max(1, scale)
  const steepness = 1 / support
  const most = 2 * Math.ceil(support) + 1
  const first = new Int32Array(size)
  const count = new Int32Array(size)
  const weights = new Int32Array(size * most)
  for (let to = 0; to < size; to++) {
    const centre = (to + 0.5) * scale
    const start = Math.max(0, Math.trunc(centre - support + 0.5))
    const end = Math.min(length, Math.trunc(centre + support + 0.5))
    let sum = 0
    for (let from = start; from < end; from++) sum += triangle((from - centre + 0.5) * steepness)
    for (let from = start; from < end; from++) {
      const weight = triangle((from - centre + 0.5) * steepness) / sum
      weights[to * most + from - start] = Math.trunc(weight * 2 ** weightBits + 0.5)
    }
    first[to] = start
    count[to] = end - start
  }
  return { first, count, weights, most }
}

function triangle(x: number): number {
  const distance = Math.abs(x)
  return distance < 1 ? 1 - distance : 0
}
