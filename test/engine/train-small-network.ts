import { randomStream } from '#sweep/core/random.js'
import type { EngineName } from '#sweep/engine/engine.js'
import { loadEngine } from '#sweep/engine/loader.js'

/** Trains two convolutions with batch normalization, max-pooling and a dense layer for eight steps, from fixed weights. */
export async function trainSmallNetwork(name: EngineName) {
  const { tf } = await loadEngine(name)
  const random = randomStream(3, 'small network')
  const values = (shape: readonly (number | null)[], scale: number) => {
    const sizes = shape.map((size) => size ?? 1)
    const size = sizes.reduce((product, n) => product * n, 1)
    return tf.tensor(
      Float32Array.from({ length: size }, () => random.normal() * scale),
      sizes,
    )
  }
  const model = tf.sequential({
    layers: [
      tf.layers.conv2d({ inputShape: [10, 10, 1], filters: 4, kernelSize: 3, padding: 'same' }),
      tf.layers.batchNormalization({}),
      tf.layers.activation({ activation: 'relu' }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.conv2d({ filters: 6, kernelSize: 3, strides: 2 }),
      tf.layers.batchNormalization({}),
      tf.layers.activation({ activation: 'relu' }),
      tf.layers.flatten(),
      tf.layers.dropout({ rate: 0.2, seed: 5 }),
      tf.layers.dense({ units: 3, activation: 'softmax' }),
    ],
  })
  for (const layer of model.layers) {
    const [kernel, ...others] = layer.getWeights()
    if (kernel !== undefined && kernel.rank > 1) layer.setWeights([values(kernel.shape, 0.3), ...others])
  }
  model.compile({ optimizer: tf.train.momentum(0.05, 0.9), loss: 'categoricalCrossentropy' })
  const x = values([16, 10, 10, 1], 1)
  const labels = Int32Array.from({ length: 16 }, (_, i) => i % 3)
  const y = tf.oneHot(tf.tensor1d(labels, 'int32'), 3)
  const losses: number[] = []
  for (let step = 0; step < 8; step++) losses.push((await model.trainOnBatch(x, y)) as number)

  let savedBytes = 0
  await model.save(
    tf.io.withSaveHandler(async (artifacts) => {
      savedBytes = (artifacts.weightData as ArrayBuffer).byteLength
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } }
    }),
  )
  const weights: number[] = []
  for (const weight of model.getWeights()) weights.push(...(await weight.data()))
  const prediction = [...(await (model.predict(x) as typeof x).data())]
  return { losses, weights, prediction, savedBytes }
}
