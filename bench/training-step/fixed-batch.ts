import type { Tf } from '#sweep/engine/engine.js'
import type { Batch } from '#sweep/vision/fit/gradients.js'

const [size, side, classes] = [64, 40, 7]

/** The batch that every candidate trains on: 64 images of noise, as step_protocol.py makes them, and their classes. */
export function fixedBatch(tf: Tf): Batch {
  const pixels = new Float32Array(size * side * side)
  let state = 1
  for (let i = 0; i < pixels.length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    pixels[i] = state / 2 ** 32
  }
  return {
    images: tf.tensor4d(pixels, [size, side, side, 1]),
    labels: Uint8Array.from({ length: size }, (_, i) => i % classes),
  }
}
