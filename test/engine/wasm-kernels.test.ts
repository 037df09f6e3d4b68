import { beforeAll, describe, expect, it } from 'vitest'
import { randomStream } from '../../dist/core/random.js'
import type { EngineName } from '../../dist/engine/engine-name.js'
import { loadEngine } from '../../dist/engine/load-engine.js'
import type { Tf } from '../../dist/engine/tf.js'

let tf: Tf
beforeAll(async () => {
  await loadEngine('cpu')
  tf = (await loadEngine('wasm')).tf
})

type Tensor = ReturnType<Tf['tensor']>
type Shape4 = [number, number, number, number]
type Pad = 'same' | 'valid' | number | [[0, 0], [number, number], [number, number], [0, 0]]

/** Standard normal numbers that belong to a name. */
function normal(name: string, shape: number[]): Tensor {
  const random = randomStream(1, name)
  const size = shape.reduce((product, n) => product * n, 1)
  return tf.tensor(
    Float32Array.from({ length: size }, () => random.normal()),
    shape,
  )
}

/** What `compute` gives on an engine; everything else that it made is freed. */
async function on(engine: EngineName, compute: () => Tensor[]): Promise<number[][]> {
  await tf.setBackend(engine)
  return tf.tidy(() => compute().map((tensor) => [...tensor.dataSync()]))
}

/** Largest difference, as a share of the largest value. */
function difference(actual: number[], expected: number[]): number {
  expect(actual.length).toBe(expected.length)
  const largest = (values: number[]) => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  return largest(expected.map((value, i) => value - actual[i]!)) / (largest(expected) || 1)
}

async function expectSameOnBoth(compute: () => Tensor[], tolerance: number): Promise<void> {
  const expected = await on('cpu', compute)
  const actual = await on('wasm', compute)
  for (const [i, values] of expected.entries()) expect(difference(actual[i]!, values)).toBeLessThan(tolerance)
}

/** Gradients of a convolution with respect to input and filter. */
function convolutionGradients(
  input: number[],
  filter: number[],
  strides: number | [number, number],
  pad: Pad,
): Tensor[] {
  const x = normal('x', input) as ReturnType<Tf['tensor4d']>
  const w = normal('w', filter) as ReturnType<Tf['tensor4d']>
  const convolve = (x: Tensor, w: Tensor) => tf.conv2d(x as typeof input4, w as typeof input4, strides, pad)
  const input4 = x
  const [dx, dw] = tf.grads(convolve)([x, w], normal('dy', convolve(x, w).shape))
  return [dx!, dw!]
}

describe('gradients of a convolution on wasm equal those on cpu', () => {
  const rows: [string, Shape4, Shape4, number | [number, number], Pad][] = [
    ['3x3, same', [2, 6, 6, 3], [3, 3, 3, 4], 1, 'same'],
    ['3x3, valid', [2, 6, 6, 3], [3, 3, 3, 4], 1, 'valid'],
    ['one channel in and out', [3, 5, 5, 1], [3, 3, 1, 1], 1, 'same'],
    ['one image', [1, 5, 5, 2], [3, 3, 2, 3], 1, 'same'],
    ['1x1 filter', [2, 4, 5, 3], [1, 1, 3, 5], 1, 'valid'],
    ['1x1 filter with stride', [2, 5, 5, 3], [1, 1, 3, 5], 2, 'valid'],
    ['even filter, uneven same padding', [2, 5, 7, 2], [2, 4, 2, 3], 1, 'same'],
    ['non-square image and filter', [2, 9, 5, 3], [5, 2, 3, 4], 1, 'valid'],
    ['filter as large as the image', [2, 4, 5, 2], [4, 5, 2, 3], 1, 'valid'],
    ['filter larger than the image', [2, 3, 3, 2], [5, 5, 2, 3], 1, 'same'],
    ['stride 2, same, odd size', [2, 7, 7, 3], [3, 3, 3, 4], 2, 'same'],
    ['stride 2, same, even size', [2, 8, 8, 3], [3, 3, 3, 4], 2, 'same'],
    ['stride 2, valid, no remainder', [2, 7, 7, 2], [3, 3, 2, 3], 2, 'valid'],
    ['stride 2, valid, a remainder', [2, 8, 8, 2], [3, 3, 2, 3], 2, 'valid'],
    ['stride 3, valid, a remainder of 2', [2, 10, 12, 2], [2, 2, 2, 3], 3, 'valid'],
    ['stride larger than the filter', [2, 9, 9, 2], [2, 2, 2, 3], 4, 'valid'],
    ['different strides', [2, 9, 8, 2], [3, 3, 2, 3], [1, 3], 'same'],
    ['numeric padding', [2, 6, 5, 2], [3, 3, 2, 3], 1, 1],
    ['numeric padding with stride', [2, 7, 6, 2], [3, 3, 2, 3], 2, 1],
    ['padding wider than the filter reaches', [2, 4, 4, 2], [2, 2, 2, 3], 1, 3],
    ['such padding with stride', [2, 5, 4, 2], [3, 3, 2, 3], 2, 4],
    ['explicit uneven padding', [2, 6, 5, 2], [3, 3, 2, 3], 1, [[0, 0], [2, 0], [1, 3], [0, 0]]], // biome-ignore format: pairs
    ['explicit padding on one side with stride', [2, 6, 7, 2], [3, 4, 2, 3], [2, 3], [[0, 0], [0, 2], [3, 0], [0, 0]]], // biome-ignore format: pairs
    ['a batch that is taken in parts', [5, 40, 40, 160], [2, 2, 160, 1], 16, 'same'],
  ]
  it.each(rows)('%s', (_, input, filter, strides, pad) =>
    expectSameOnBoth(() => convolutionGradients(input, filter, strides, pad), 1e-5),
  )

  it('of a transposed convolution', () =>
    expectSameOnBoth(() => {
      const transposed = (x: Tensor, w: Tensor) =>
        tf.conv2dTranspose(x as ReturnType<Tf['tensor4d']>, w as ReturnType<Tf['tensor4d']>, [2, 9, 8, 3], 2, 'same')
      const [x, w] = [normal('x', [2, 5, 4, 2]), normal('w', [3, 3, 3, 2])]
      return [transposed(x, w), ...tf.grads(transposed)([x, w], normal('dy', [2, 9, 8, 3]))]
    }, 1e-5))
})

it('the gradients of a convolution are its slopes', async () => {
  const step = 1e-2
  const x = Array.from(normal('x', [1, 5, 4, 2]).dataSync())
  const w = Array.from(normal('w', [3, 2, 2, 2]).dataSync())
  const output = (x: Tensor, w: Tensor) =>
    tf.conv2d(
      tf.reshape(x, [1, 5, 4, 2]) as ReturnType<Tf['tensor4d']>,
      tf.reshape(w, [3, 2, 2, 2]) as ReturnType<Tf['tensor4d']>,
      2,
      'same',
    )
  const loss = (x: Tensor, w: Tensor) => tf.sum(tf.square(output(x, w))) as ReturnType<Tf['scalar']>
  const [[dx, dw]] = [await on('wasm', () => tf.grads(loss)([tf.tensor(x), tf.tensor(w)]))]
  const slope = async (values: number[], i: number, at: (moved: number[]) => Tensor) => {
    const moved = (by: number) => values.map((value, j) => (i === j ? value + by : value))
    const [[up], [down]] = (await on('cpu', () => [at(moved(step)), at(moved(-step))])) as [[number], [number]]
    return (up - down) / (2 * step)
  }
  for (let i = 0; i < x.length; i += 3) {
    expect(dx![i]).toBeCloseTo(await slope(x, i, (moved) => loss(tf.tensor(moved), tf.tensor(w))), 1)
  }
  for (let i = 0; i < w.length; i += 3) {
    expect(dw![i]).toBeCloseTo(await slope(w, i, (moved) => loss(tf.tensor(x), tf.tensor(moved))), 1)
  }
})

describe('the gradient of max-pooling on wasm equals that on cpu', () => {
  const rows: [string, Shape4, number | [number, number], number, 'same' | 'valid' | number, (x: Tensor) => Tensor][] =
    [
      ['2x2', [2, 6, 6, 3], 2, 2, 'valid', (x) => x],
      ['where a row and a column are left over', [2, 7, 5, 3], 2, 2, 'valid', (x) => x],
      ['where windows overlap and are padded', [2, 7, 6, 3], 3, 2, 'same', (x) => x],
      ['with numeric padding', [2, 7, 6, 3], 3, 2, 1, (x) => x],
      ['where all values are negative', [2, 6, 6, 3], 2, 2, 'valid', (x) => tf.sub(tf.neg(tf.abs(x)), 1)],
      ['where most values are equal, after a ReLU', [2, 6, 6, 3], 2, 2, 'valid', (x) => tf.relu(tf.sub(x, 1))],
      ['where all values are equal', [2, 6, 6, 3], 3, 1, 'same', (x) => tf.zerosLike(x)],
    ]
  it.each(rows)('%s', (_, shape, size, strides, pad, change) =>
    expectSameOnBoth(() => {
      const pool = (x: Tensor) => tf.maxPool(x as ReturnType<Tf['tensor4d']>, size, strides, pad)
      const x = change(normal('x', shape))
      return [tf.grad(pool)(x, normal('dy', pool(x).shape))]
    }, 1e-6),
  )
})

describe('on wasm as on cpu', () => {
  const rows: [string, () => Tensor][] = [
    ['the left matrix of a product is transposed', () => tf.matMul(normal('a', [5, 4]), normal('b', [5, 6]), true)],
    ['the right matrix is', () => tf.matMul(normal('a', [4, 5]), normal('b', [6, 5]), false, true)],
    ['both are', () => tf.matMul(normal('a', [5, 4]), normal('b', [6, 5]), true, true)],
    ['a row by a column', () => tf.matMul(normal('a', [7, 1]), normal('b', [1, 7]), true, true)],
    ['matrices in a stack of one', () => tf.matMul(normal('a', [1, 5, 4]), normal('b', [1, 6, 5]), true, true)],
    ['matrices in a stack', () => tf.matMul(normal('a', [3, 5, 4]), normal('b', [3, 6, 5]), true, true)],
    ['one matrix with a stack', () => tf.matMul(normal('a', [1, 5, 4]), normal('b', [3, 6, 5]), true, true)],
    ['tile along every axis', () => tf.tile(normal('x', [2, 3, 2]), [3, 1, 5])],
    ['tile a scale over pixels', () => tf.tile(normal('x', [1, 1, 1, 3]), [2, 4, 5, 1])],
    ['tile integers', () => tf.tile(tf.tensor2d([[1, -2]], undefined, 'int32'), [2, 3])],
    ['tile booleans', () => tf.cast(tf.tile(tf.tensor1d([true, false, false], 'bool'), [3]), 'int32')],
    ['tile nothing', () => tf.tile(tf.zeros([0, 2]), [2, 3])],
    ['tile no times', () => tf.tile(normal('x', [3, 2]), [2, 0])],
  ]
  it.each(rows)('%s', async (_, compute) => {
    await expectSameOnBoth(() => [compute()], 1e-5)
    const shapes = await Promise.all(
      (['cpu', 'wasm'] as const).map((engine) => on(engine, () => [tf.tensor1d(compute().shape)])),
    )
    expect(shapes[1]).toEqual(shapes[0])
  })
})

it('no tensor and no memory is left behind', async () => {
  await tf.setBackend('wasm')
  const step = () =>
    tf.tidy(() => {
      convolutionGradients([8, 16, 16, 8], [3, 3, 8, 16], 1, 'same')
      convolutionGradients([8, 16, 15, 8], [3, 3, 8, 16], 2, 'valid')
      const pool = (x: Tensor) => tf.maxPool(x as ReturnType<Tf['tensor4d']>, 2, 2, 'valid')
      tf.grad(pool)(normal('x', [8, 16, 16, 8]))
      tf.matMul(tf.ones([64, 32]), tf.ones([16, 64]), true, true)
      tf.tile(tf.ones([1, 1, 1, 8]), [8, 16, 16, 1])
    })
  const backend = tf.backend() as unknown as { numDataIds(): number; wasm: { HEAPU8: Uint8Array } }
  const used = () => {
    const { numTensors, numBytes } = tf.memory()
    return { numTensors, numBytes, dataIds: backend.numDataIds(), heap: backend.wasm.HEAPU8.length }
  }
  for (let i = 0; i < 5; i++) step()
  const before = used()
  for (let i = 0; i < 25; i++) step()
  expect(used()).toEqual(before)
})
