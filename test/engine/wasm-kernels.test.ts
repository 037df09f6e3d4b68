import { beforeAll, describe, expect, it } from 'vitest'
import { randomStream } from '#sweep/core/random.js'
import type { EngineName, Tf } from '#sweep/engine/engine.js'
import { loadAssembly } from '#sweep/engine/kernels/wasm/assembly.js'
import { loadEngine } from '#sweep/engine/loader.js'

/** What is used of it here; Node's types leave it out. */
declare const WebAssembly: { readonly Memory: new (size: { initial: number }) => { readonly buffer: ArrayBuffer } }

let tf: Tf
beforeAll(async () => {
  await loadEngine('cpu')
  tf = (await loadEngine('wasm')).tf
})

type Tensor = ReturnType<Tf['tensor']>
type Tensor4 = ReturnType<Tf['tensor4d']>
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

/** A convolution and its gradients with respect to input and filter. */
function convolutionGradients(
  input: number[],
  filter: number[],
  strides: number | [number, number],
  pad: Pad,
  rounding?: 'round' | 'ceil',
): Tensor[] {
  const x = normal('x', input) as ReturnType<Tf['tensor4d']>
  const w = normal('w', filter) as ReturnType<Tf['tensor4d']>
  const convolve = (x: Tensor, w: Tensor) =>
    tf.conv2d(x as typeof input4, w as typeof input4, strides, pad, 'NHWC', 1, rounding)
  const input4 = x
  const y = convolve(x, w)
  return [y, ...tf.grads(convolve)([x, w], normal('dy', y.shape))]
}

describe('a convolution and its gradients on wasm equal those on cpu', () => {
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
    ['channels that fill the registers', [3, 10, 10, 16], [3, 3, 16, 24], 1, 'same'],
    ['such with stride and uneven padding', [2, 11, 8, 8], [3, 4, 8, 12], 2, 'same'],
    ['channels that do not', [2, 9, 9, 13], [3, 3, 13, 21], 1, 'same'],
    ['more places than a block has', [2, 21, 17, 4], [3, 3, 4, 9], 1, 'same'],
    ['a filter deeper than a block', [2, 6, 6, 60], [3, 3, 60, 10], 1, 'valid'],
    ['an odd filter deeper than a block', [1, 6, 6, 83], [3, 2, 83, 5], 1, 'same'],
    ['one place of many pixels', [5, 24, 24, 100], [2, 2, 100, 1], 16, 'same'],
    ['in tiles, all inside', [2, 8, 10, 4], [3, 3, 4, 8], 1, 'valid'],
    ['in tiles, odd sizes', [3, 7, 5, 8], [3, 3, 8, 4], 1, 'same'],
    ['in tiles, valid, odd sizes', [3, 7, 9, 8], [3, 3, 8, 12], 1, 'valid'],
    ['in tiles, one pixel', [2, 1, 1, 4], [3, 3, 4, 4], 1, 'same'],
    ['in tiles, padded by more than the filter reaches', [2, 5, 4, 4], [3, 3, 4, 4], 1, 4],
    ['in tiles, padded on one side', [2, 6, 5, 4], [3, 3, 4, 8], 1, [[0, 0], [3, 0], [0, 1], [0, 0]]], // biome-ignore format: pairs
    ['in more tiles than a block has', [3, 20, 22, 16], [3, 3, 16, 20], 1, 'same'],
    ['no image', [0, 6, 6, 4], [3, 3, 4, 8], 1, 'same'],
  ]
  it.each(rows)('%s', (_, input, filter, strides, pad) =>
    expectSameOnBoth(() => convolutionGradients(input, filter, strides, pad), 1e-5),
  )

  it('dilated, without gradients', () =>
    expectSameOnBoth(() => {
      const [x, w] = [normal('x', [2, 11, 9, 4]), normal('w', [3, 2, 4, 5])] as ReturnType<Tf['tensor4d']>[]
      return [tf.conv2d(x!, w!, 1, 'same', 'NHWC', [2, 3]), tf.conv2d(x!, w!, 1, 'valid', 'NHWC', 3)]
    }, 1e-5))

  it.each(['round', 'ceil'] as const)('rounded by %s, which is a row of padding more', async (rounding) => {
    const [shape, filter] = [
      [2, 8, 7, 4],
      [3, 3, 4, 5],
    ] as [Shape4, Shape4]
    const padded = [[0, 0], [0, 1], [0, 0], [0, 0]] as Pad // biome-ignore format: pairs
    const expected = await on('cpu', () => convolutionGradients(shape, filter, 2, padded))
    const actual = await on('wasm', () => convolutionGradients(shape, filter, 2, 0, rounding))
    for (const [i, values] of expected.entries()) expect(difference(actual[i]!, values)).toBeLessThan(1e-5)
  })

  const fused: [string, number | undefined, 'linear' | 'relu' | 'sigmoid', Pad][] = [
    ['with a bias', 6, 'linear', 'same'],
    ['with a bias and a ReLU', 6, 'relu', 'same'],
    ['in tiles, with a bias and a ReLU', 8, 'relu', 'same'],
    ['in tiles, with a bias', 8, 'linear', 'valid'],
    ['without a bias', undefined, 'relu', 'same'],
    ['with another activation', 8, 'sigmoid', 'valid'],
  ]
  it.each(fused)('fused %s, without gradients', (_, channels, activation, pad) =>
    expectSameOnBoth(() => {
      const [x, filter] = [normal('x', [2, 7, 6, 4]), normal('w', [3, 3, 4, channels ?? 8])] as Tensor4[]
      const bias = channels === undefined ? {} : { bias: normal('b', [channels]) }
      return [tf.fused.conv2d({ x: x!, filter: filter!, strides: 1, pad: pad as 'same', activation, ...bias })]
    }, 1e-5),
  )

  it('of a transposed convolution', () =>
    expectSameOnBoth(() => {
      const transposed = (x: Tensor, w: Tensor) =>
        tf.conv2dTranspose(x as ReturnType<Tf['tensor4d']>, w as ReturnType<Tf['tensor4d']>, [2, 9, 8, 3], 2, 'same')
      const [x, w] = [normal('x', [2, 5, 4, 2]), normal('w', [3, 3, 3, 2])]
      return [transposed(x, w), ...tf.grads(transposed)([x, w], normal('dy', [2, 9, 8, 3]))]
    }, 1e-5))

  it('of a transposed convolution that is given more than its output needs', () =>
    expectSameOnBoth(() => {
      const [x, w] = [normal('x', [2, 7, 6, 2]), normal('w', [3, 3, 3, 2])]
      const transposed = (size: number, strides: number) =>
        tf.conv2dTranspose(
          x as ReturnType<Tf['tensor4d']>,
          w as ReturnType<Tf['tensor4d']>,
          [2, size, size, 3],
          strides,
          'same',
        )
      return [transposed(4, 1), transposed(9, 2)]
    }, 1e-5))
})

describe('a depthwise convolution and its gradients on wasm equal those on cpu', () => {
  const rows: [string, Shape4, Shape4, number | [number, number], Pad][] = [
    ['3x3, same', [2, 6, 5, 8], [3, 3, 8, 1], 1, 'same'],
    ['5x5, channels that are not in fours', [2, 7, 6, 7], [5, 5, 7, 1], 1, 'same'],
    ['more than one filter for each channel', [2, 6, 5, 4], [3, 2, 4, 3], 1, 'valid'],
    ['stride 2, valid, a remainder', [3, 8, 8, 4], [3, 3, 4, 1], 2, 'valid'],
    ['stride 2, same, even size', [2, 8, 6, 4], [5, 5, 4, 1], 2, 'same'],
    ['stride larger than the filter', [2, 9, 9, 4], [2, 2, 4, 1], 4, 'valid'],
    ['a filter larger than the image', [2, 3, 2, 4], [5, 5, 4, 1], 1, 'same'],
    ['numeric padding', [2, 6, 5, 5], [3, 3, 5, 1], 1, 1],
    ['one pixel', [2, 1, 1, 8], [3, 3, 8, 1], 1, 'same'],
  ]
  it.each(rows)('%s', (_, input, filter, strides, pad) =>
    expectSameOnBoth(() => {
      const [x, w] = [normal('x', input), normal('w', filter)] as [Tensor4, Tensor4]
      const convolve = (x: Tensor, w: Tensor) => tf.depthwiseConv2d(x as Tensor4, w as Tensor4, strides, pad as 'same')
      const y = convolve(x, w)
      return [y, ...tf.grads(convolve)([x, w], normal('dy', y.shape))]
    }, 1e-5),
  )
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
      ['with four channels and more', [2, 7, 6, 9], 3, 2, 'same', (x) => tf.relu(x)],
      ['with eight channels, all of equal values', [2, 6, 6, 8], 2, 2, 'valid', (x) => tf.zerosLike(x)],
      ['with windows and strides that differ', [2, 9, 7, 4], [3, 2], 1, 'valid', (x) => x],
      ['with windows that leave out pixels', [2, 9, 7, 4], 1, 3, 'valid', (x) => x],
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
    ['large matrices', () => tf.matMul(normal('a', [141, 303]), normal('b', [303, 35]))],
    ['large matrices, transposed', () => tf.matMul(normal('a', [303, 141]), normal('b', [35, 303]), true, true)],
    ['nothing between', () => tf.matMul(normal('a', [3, 0]), normal('b', [0, 2]))],
    ['nothing left', () => tf.matMul(normal('a', [0, 3]), normal('b', [3, 2]))],
    ['one matrix with a stack', () => tf.matMul(normal('a', [1, 5, 4]), normal('b', [3, 6, 5]), true, true)],
    ['tile along every axis', () => tf.tile(normal('x', [2, 3, 2]), [3, 1, 5])],
    ['tile a scale over pixels', () => tf.tile(normal('x', [1, 1, 1, 3]), [2, 4, 5, 1])],
    ['tile integers', () => tf.tile(tf.tensor2d([[1, -2]], undefined, 'int32'), [2, 3])],
    ['tile booleans', () => tf.cast(tf.tile(tf.tensor1d([true, false, false], 'bool'), [3]), 'int32')],
    ['tile nothing', () => tf.tile(tf.zeros([0, 2]), [2, 3])],
    [
      'the gradient of gathered rows, some of them twice',
      () => tf.grad((x) => tf.gather(x, tf.tensor2d([[3, 0], [3, 1]], undefined, 'int32')))(normal('x', [4, 3])), // biome-ignore format: pairs
    ],
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

it('our WebAssembly brings no data of its own, which would overwrite the heap of the backend', () => {
  const memory = new WebAssembly.Memory({ initial: 2 })
  loadAssembly({ wasm: { asm: { memory } } })
  expect(new Uint8Array(memory.buffer).every((byte) => byte === 0)).toBe(true)
})

it('stacks of matrices repeat along axes of length 1', async () => {
  await tf.setBackend('wasm')
  const [a, b] = [normal('a', [2, 1, 5, 4]), normal('b', [3, 4, 6])]
  const product = tf.matMul(a, b)
  expect(product.shape).toEqual([2, 3, 5, 6])
  const matrices = tf.unstack(product).flatMap((stack) => tf.unstack(stack))
  const pairs = tf.unstack(tf.squeeze(a)).flatMap((left) => tf.unstack(b).map((right) => tf.matMul(left, right)))
  expect(matrices.map((matrix) => [...matrix.dataSync()])).toEqual(pairs.map((matrix) => [...matrix.dataSync()]))
  tf.dispose([a, b, product, ...matrices, ...pairs])
})

it('a copy outlives what it was copied from, and is freed with the last of the two', async () => {
  await tf.setBackend('wasm')
  const backend = tf.backend() as unknown as { numDataIds(): number }
  const before = backend.numDataIds()
  const original = tf.tensor1d([1, 2, 3])
  const copy = tf.clone(original)
  original.dispose()
  expect([...copy.dataSync()]).toEqual([1, 2, 3])
  copy.dispose()
  expect(backend.numDataIds()).toBe(before)
})

it('the same product is the same to the last bit, wherever its numbers lie', async () => {
  await tf.setBackend('wasm')
  const product = () => tf.tidy(() => [...tf.matMul(normal('a', [37, 300]), normal('b', [300, 19])).dataSync()])
  const first = product()
  const shift = tf.zeros([5])
  expect(product()).toEqual(first)
  shift.dispose()
})

it('a matrix of the wrong size or type, and images with channels first, are refused', async () => {
  await tf.setBackend('wasm')
  const images = normal('x', [1, 2, 5, 5]) as ReturnType<Tf['tensor4d']>
  const filter = normal('w', [3, 3, 2, 1]) as ReturnType<Tf['tensor4d']>
  expect(() => tf.conv2d(images, filter, 1, 'same', 'NCHW')).toThrow('format NHWC only')
  expect(() => tf.matMul(normal('a', [2, 3]), normal('b', [2, 3]))).toThrow(/inner|rows/i)
  expect(() => tf.matMul(normal('a', [2, 2]), normal('b', [2]))).toThrow('[2,2] and [2]. Reshape')
})

it('the kernels work again when the backend was removed and started anew', async () => {
  const start = tf.findBackendFactory('wasm')
  tf.removeBackend('wasm')
  tf.registerBackend('wasm', start)
  const products = () => [
    tf.matMul(normal('a', [5, 4]), normal('b', [5, 6]), true),
    ...convolutionGradients([2, 6, 6, 3], [3, 3, 3, 4], 1, 'same'),
  ]
  await expectSameOnBoth(products, 1e-5)
})

it('no tensor and no memory is left behind', async () => {
  await tf.setBackend('wasm')
  const step = () =>
    tf.tidy(() => {
      convolutionGradients([8, 16, 16, 8], [3, 3, 8, 16], 1, 'same')
      convolutionGradients([8, 16, 15, 8], [3, 3, 8, 16], 2, 'valid')
      const pool = (x: Tensor) => tf.maxPool(x as ReturnType<Tf['tensor4d']>, 2, 2, 'valid')
      tf.grad(pool)(normal('x', [8, 16, 16, 8]))
      const depthwise = (x: Tensor, w: Tensor) => tf.depthwiseConv2d(x as Tensor4, w as Tensor4, 1, 'same')
      tf.grads(depthwise)([normal('x', [8, 16, 16, 8]), normal('w', [3, 3, 8, 1])])
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
