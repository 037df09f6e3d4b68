import { expect, test } from 'vitest'
import { randomStream } from '../../dist/core/random.js'
import { loadEngine } from '../../dist/engine/load-engine.js'
import { exportLayersModel } from '../../dist/train/models/export-layers-model.js'
import { vgg } from '../../dist/train/models/vgg.js'
import { toTensors } from '../../dist/train/to-tensors.js'

const { tf } = await loadEngine('wasm')

test('the exported layers model, saved and loaded, gives the probabilities of the network', async () => {
  const model = vgg({ width: 1 / 16, classes: 7, dropout: 0.2 })
  const weights = toTensors(
    tf,
    model.init((name) => randomStream(1, name)),
  )
  const random = randomStream(2, 'statistics')
  const moved = Object.entries(weights).map(([name, tensor]) => [
    name,
    // Statistics, offsets and scales that are not those of the start.
    /gamma|variance/.test(name) ? tf.fill([...tensor.shape], 0.5 + random.uniform()) : tensor,
  ])
  const trained = Object.fromEntries(moved)
  const exported = exportLayersModel(tf, trained, 0.2)
  let saved: Parameters<typeof tf.io.fromMemory>[0] | undefined
  await exported.save(
    tf.io.withSaveHandler(async (artifacts) => {
      saved = artifacts
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } }
    }),
  )
  const loaded = await tf.loadLayersModel(tf.io.fromMemory(saved!))

  const pixels = Float32Array.from({ length: 4 * 1600 }, () => random.uniform())
  const images = tf.tensor4d(pixels, [4, 40, 40, 1])
  const probabilities = loaded.predict(images) as ReturnType<typeof tf.zeros>
  const expected = tf.softmax(model.predict(tf, trained, images)).dataSync()
  expect(probabilities.shape).toEqual([4, 7])
  const given = probabilities.dataSync()
  for (const [i, value] of given.entries()) expect(Math.abs(value / expected[i]! - 1)).toBeLessThan(1e-5)
})
