import { expect, test } from 'vitest'
import { randomStream } from '#sweep/core/random.js'
import { vgg } from '#sweep/nn/models/plain.js'
import { trainableSize } from './trainable-size.js'
import { describeVggReference, referenceGroup } from './vgg-reference.js'

const model = vgg({ width: 1 / 16, classes: 7, dropout: 0, input: [40, 40, 1] })

await describeVggReference('wasm')
await describeVggReference('tensorflow')

test('the VGG has the size of the study at full width', () => {
  const network = vgg({ width: 1, classes: 7, dropout: 0, input: [40, 40, 1] })
  expect(trainableSize(network)).toBe(29_890_759)
})

test('the VGG has the names and shapes of the reference', () => {
  const shapes = Object.entries(referenceGroup('initial')).map(([name, { shape }]) => [name, shape])
  expect(Object.fromEntries(model.weights.map(({ name, shape }) => [name, shape]))).toEqual(Object.fromEntries(shapes))
})

test('initial weights are uniform within 1 / sqrt(fan in) and follow the seed', () => {
  const init = (seed: number) => model.init((name) => randomStream(seed, name))
  const data = init(1)['dense1.kernel']!.data as Float32Array
  const bound = 1 / Math.sqrt(256)
  const variance = data.reduce((sum, value) => sum + value * value, 0) / data.length
  expect(Math.max(...data.map(Math.abs))).toBeLessThanOrEqual(bound)
  expect(variance).toBeCloseTo(bound ** 2 / 3, 4)
  expect(init(1)).toEqual(init(1))
  expect(init(2)['conv0.bias']).not.toEqual(init(1)['conv0.bias'])
})
