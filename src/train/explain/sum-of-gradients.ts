import { setImmediate as macrotask } from 'node:timers/promises'
import type { Tf } from '../../engine/tf.js'
import type { ImageToExplain } from './attribution.js'
import { logitGradients } from './logit-gradients.js'
import type { LogitsOf } from './logits-of.js'

/** Images in a pass; fixed, because the size of a batch may change the rounding of its results. */
const batchSize = 32

/**
 * The gradients of a logit at so many points near an image, added up in double precision: [height, width]. `fill` writes
 * the pixels of each point.
 */
export async function sumOfGradients(
  tf: Tf,
  logitsOf: LogitsOf,
  { height, width, target }: ImageToExplain,
  count: number,
  fill: (point: number, to: Float32Array) => void,
): Promise<Float64Array> {
  const size = height * width
  const sum = new Float64Array(size)
  for (let start = 0; start < count; start += batchSize) {
    const points = Math.min(batchSize, count - start)
    const pixels = new Float32Array(points * size)
    for (let i = 0; i < points; i++) fill(start + i, pixels.subarray(i * size, (i + 1) * size))
    const gradients = tf.tidy(() =>
      logitGradients(tf, logitsOf, tf.tensor4d(pixels, [points, height, width, 1]), target),
    )
    const values = await gradients.data()
    gradients.dispose()
    for (let i = 0; i < values.length; i++) sum[i % size]! += values[i]!
    await macrotask()
  }
  return sum
}
