import { expect, test } from 'vitest'
import { randomStream } from '#sweep/core/random.js'
import { loadEngine } from '#sweep/engine/loader.js'
import { models } from '#sweep/nn/models/registry.js'
import { type Tensor, toTensors } from '#sweep/nn/tensors.js'

const { tf } = await loadEngine('wasm')

test.each(Object.entries(models))(
  'the layers model of %s, saved and loaded, gives its probabilities',
  async (_, make) => {
    const model = make({ width: 1 / 16, classes: 7, dropout: 0.2, input: [40, 40, 1] })
    const weights = toTensors(
      tf,
      model.init((name) => randomStream(1, name)),
    )
    const exported = model.layersModel(tf, weights)
    let saved: Parameters<typeof tf.io.fromMemory>[0] | undefined
    await exported.save(
      tf.io.withSaveHandler(async (artifacts) => {
        saved = artifacts
        return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } }
      }),
    )
    const loaded = await tf.loadLayersModel(tf.io.fromMemory(saved!))

    const random = randomStream(2, 'pixels')
    const pixels = Float32Array.from({ length: 4 * 1600 }, () => random.uniform())
    const images = tf.tensor4d(pixels, [4, 40, 40, 1])
    const probabilities = loaded.predict(images) as Tensor
    const expected = tf.softmax(model.predict(tf, weights, images)).dataSync()
    expect(probabilities.shape).toEqual([4, 7])
    const given = probabilities.dataSync()
    for (const [i, value] of given.entries()) expect(Math.abs(value / expected[i]! - 1)).toBeLessThan(1e-5)
  },
)

test('a layers model whose weights do not fit leaves no tensor', () => {
  const model = models.cnn!({ width: 1 / 16, classes: 7, dropout: 0.2, input: [40, 40, 1] })
  const weights = toTensors(
    tf,
    model.init((name) => randomStream(1, name)),
  )
  const before = tf.memory().numTensors
  const { 'dense1.bias': _, ...rest } = weights
  expect(() => model.layersModel(tf, rest)).toThrow('no trained weight for dense1/bias')
  expect(() => model.layersModel(tf, { ...rest, 'dense1.bias': weights['dense1.kernel']! })).toThrow('shape')
  expect(tf.memory().numTensors).toBe(before)
})
