import { describe, expect, test } from 'vitest'
import type { EngineName } from '#sweep/engine/engine.js'
import { loadEngine } from '#sweep/engine/loader.js'
import '../as-in-a-host.js'
import { whyNotHere } from './why-not-here.js'

// Numbers of channels with which libraries have been wrong: a whole block of a vector unit and a part of one.
const channels = [1, 3, 36, 48, 64, 72, 80, 104, 112, 176]

const engines = await Promise.all(
  (['tensorflow', 'wasm'] satisfies EngineName[]).map(async (engine) => {
    const missing = await whyNotHere(engine)
    return { engine, missing, why: missing === undefined ? '' : ` (skipped: ${missing})` }
  }),
)

describe.each(engines)('the gradients of a convolution on engine $engine$why', ({ engine, missing }) => {
  test.skipIf(missing).each([
    [1, 1],
    [1, 2],
    [2, 1],
    [3, 1],
    [3, 2],
    [5, 2],
  ])('are right for filters of side %d with strides of %d and many numbers of channels', async (side, strides) => {
    const { tf } = await loadEngine(engine)
    const before = tf.memory().numTensors
    for (const into of channels) {
      const convolution = { batch: 2, size: 13, side, strides, into, out: 9 }
      const { x, filter, dy, ofX, ofFilter } = reference(convolution)
      const { batch, size, out } = convolution
      const after = Math.ceil(size / strides)
      const [gotX, gotFilter] = tf.tidy(() => {
        const gradients = tf.grads((x, filter) =>
          tf.conv2d(x as ReturnType<typeof tf.tensor4d>, filter as ReturnType<typeof tf.tensor4d>, strides, 'same'),
        )
        const inputs = [tf.tensor4d(x, [batch, size, size, into]), tf.tensor4d(filter, [side, side, into, out])]
        return gradients(inputs, tf.tensor4d(dy, [batch, after, after, out])).map((gradient) => gradient.dataSync())
      }) as unknown as [Float32Array, Float32Array]
      expect(distance(gotX, ofX), `input with ${into} channels`).toBeLessThan(1e-5)
      expect(distance(gotFilter, ofFilter), `filter with ${into} channels`).toBeLessThan(1e-5)
    }
    expect(tf.memory().numTensors).toBe(before)
  })
})

const tensorflow = engines.find(({ engine }) => engine === 'tensorflow')!

describe(`the gradient of the input of a convolution in three dimensions on engine tensorflow${tensorflow.why}`, () => {
  test.skipIf(tensorflow.missing).each([
    ['same', 1, 1, 4],
    ['same', 1, 2, 5],
    ['same', 3, 1, 4],
    ['same', 2, 3, 5],
    ['valid', 3, 2, 6],
  ] as const)(
    'is that of engine cpu with padding "%s", filters of side %d, strides of %d and size %d',
    async (pad, side, strides, size) => {
      for (const into of [3, 40, 80]) {
        const gradientOn = async (engine: EngineName) => {
          const { tf } = await loadEngine(engine)
          const before = tf.memory().numTensors
          const gradient = tf.tidy(() => {
            const filter = tf.tensor5d(values(side ** 3 * into * 4, 104729), [side, side, side, into, 4])
            const convolve = (x: ReturnType<typeof tf.tensor>) =>
              tf.conv3d(x as ReturnType<typeof tf.tensor5d>, filter, strides, pad)
            const x = tf.zeros([2, size, size, size, into])
            const { shape, size: count } = convolve(x)
            return tf
              .grad(convolve)(x, tf.tensor(values(count, 1299709), shape))
              .dataSync()
          })
          expect(tf.memory().numTensors).toBe(before)
          return gradient as unknown as Float32Array
        }
        const expected = Float64Array.from(await gradientOn('cpu'))
        expect(distance(await gradientOn('tensorflow'), expected), `${into} channels`).toBeLessThan(1e-5)
      }
    },
  )
})

interface Convolution {
  readonly batch: number
  readonly size: number
  readonly side: number
  readonly strides: number
  readonly into: number
  readonly out: number
}

/** A convolution with padding "same", and its gradients, summed up in double precision. */
function reference({ batch, size, side, strides, into, out }: Convolution) {
  const after = Math.ceil(size / strides)
  const before = Math.floor(Math.max((after - 1) * strides + side - size, 0) / 2)
  const x = values(batch * size * size * into, 7919)
  const filter = values(side * side * into * out, 104729)
  const dy = values(batch * after * after * out, 1299709)
  const ofX = new Float64Array(x.length)
  const ofFilter = new Float64Array(filter.length)
  for (let place = 0; place < batch * after * after; place++) {
    const [image, row, column] = [Math.floor(place / after ** 2), Math.floor(place / after) % after, place % after]
    for (let tap = 0; tap < side * side; tap++) {
      const inRow = row * strides - before + Math.floor(tap / side)
      const inColumn = column * strides - before + (tap % side)
      if (Math.min(inRow, inColumn) < 0 || Math.max(inRow, inColumn) >= size) continue
      for (let c = 0; c < into; c++) {
        const [at, weight] = [((image * size + inRow) * size + inColumn) * into + c, (tap * into + c) * out]
        for (let f = 0; f < out; f++) {
          ofX[at]! += dy[place * out + f]! * filter[weight + f]!
          ofFilter[weight + f]! += dy[place * out + f]! * x[at]!
        }
      }
    }
  }
  return { x, filter, dy, ofX, ofFilter }
}

/** Numbers from -1 to 1 without a pattern that a convolution would see. */
function values(count: number, factor: number): Float32Array {
  return Float32Array.from({ length: count }, (_, i) => ((Math.imul(i + 1, factor * 2654435) >>> 8) % 2001) / 1000 - 1)
}

/** Norm of the difference over the norm of what is expected. */
function distance(got: Float32Array, expected: Float64Array): number {
  return Math.hypot(...expected.map((value, i) => got[i]! - value)) / Math.hypot(...expected)
}
