import { describe, expect, test } from 'vitest'
import { loadEngine } from '#sweep/engine/loader.js'
import '../as-in-a-host.js'
import { whyNotHere } from './why-not-here.js'

const missing = await whyNotHere('tensorflow')
const why = missing === undefined ? '' : ` (skipped: ${missing})`

describe.skipIf(missing)(`the gradient of a filter of 1x1 with strides on engine tensorflow${why}`, () => {
  test.each([
    [40, 2, 2],
    [41, 4, 2],
    [41, 4, 3],
  ])('is right for images of side %d with %d channels and strides of %d', async (side, channels, strides) => {
    const { tf } = await loadEngine('tensorflow')
    const before = tf.memory().numTensors
    const [batch, filters] = [16, 2 * channels]
    const x = Float32Array.from({ length: batch * side * side * channels }, (_, i) => ((i * 7919) % 1000) / 1000)
    const out = Math.ceil(side / strides)
    const dy = Float32Array.from({ length: batch * out * out * filters }, (_, i) => ((i * 104729) % 1000) / 1000)
    const expected = new Float64Array(channels * filters)
    for (let b = 0; b < batch; b++) {
      for (let row = 0; row < out; row++) {
        for (let column = 0; column < out; column++) {
          const from = ((b * side + row * strides) * side + column * strides) * channels
          const at = ((b * out + row) * out + column) * filters
          for (let c = 0; c < channels; c++) {
            for (let f = 0; f < filters; f++) expected[c * filters + f]! += x[from + c]! * dy[at + f]!
          }
        }
      }
    }
    // Once is too seldom to be killed for writing where nothing is to be written.
    for (let time = 0; time < 30; time++) {
      const gradient = tf.tidy(() => {
        const images = tf.tensor4d(x, [batch, side, side, channels])
        const kernel = tf.zeros([1, 1, channels, filters])
        const gradientOf = tf.grad((kernel) => tf.conv2d(images, kernel as typeof images, strides, 'valid'))
        return gradientOf(kernel, tf.tensor4d(dy, [batch, out, out, filters])).dataSync()
      })
      for (const [i, value] of expected.entries()) expect(Math.abs(gradient[i]! / value - 1)).toBeLessThan(1e-4)
    }
    expect(tf.memory().numTensors).toBe(before)
  })
})
