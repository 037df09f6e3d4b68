import { describe, expect, test } from 'vitest'
import { randomStream } from '#sweep/core/random.js'
import { loadEngine } from '#sweep/engine/loader.js'
import { scoreLogits } from '#sweep/nn/loss.js'
import { vgg } from '#sweep/nn/models/plain.js'
import type { Optimizer } from '#sweep/nn/optimizers/optimizer.js'
import { optimizers } from '#sweep/nn/optimizers/registry.js'
import { toTensors } from '#sweep/nn/tensors.js'
import { studyAugmentation } from '#sweep/vision/augment/augmentation.js'
import { batchCount, batches } from '#sweep/vision/augment/batches.js'
import { openBatches } from '#sweep/vision/augment/threaded-batches.js'
import { trainEpoch } from '#sweep/vision/fit/epoch.js'
import { predictSplit } from '#sweep/vision/fit/prediction.js'
import { disposeState, type TrainingState } from '#sweep/vision/fit/step.js'
import { optimizerOf } from '../nn/optimizer-of.js'

const { tf } = await loadEngine('wasm')
const model = vgg({ width: 1 / 64, classes: 7, dropout: 0.2, input: [40, 40, 1] })
const random = (name: string) => randomStream(1, name)
const pixels = random('pixels')
const split = {
  count: 9,
  images: Uint8Array.from({ length: 9 * 2304 }, () => pixels.integer(256)),
  labels: Uint8Array.from({ length: 9 }, (_, i) => i % 7),
}

describe('an epoch', () => {
  test.each([
    ['cuts full batches and a smaller last one', 10, 4, [4, 4, 2]],
    ['cuts full batches alone when they fit', 8, 4, [4, 4]],
    ['gives a single left-over sample to the batch before', 9, 4, [4, 5]],
    ['takes one batch when there are fewer samples than its size', 3, 4, [3]],
    ['takes a single sample when there is only one', 1, 4, [1]],
    ['takes sample by sample when asked to', 3, 1, [1, 2]],
  ])('%s', (_, count, size, expected) => {
    const order = Uint32Array.from({ length: count }, (_, i) => i)
    const cut = batches(order, size)
    expect(cut.map((batch) => batch.length)).toEqual(expected)
    expect(cut.flatMap((batch) => [...batch])).toEqual([...order])
    expect(batchCount(count, size)).toBe(cut.length)
  })

  test.each(Object.keys(optimizers))('of %s leaves no tensor behind', async (name) => {
    const optimizer: Optimizer = optimizerOf(name, { weight_decay: 1e-4 })
    const before = tf.memory().numTensors
    let state = start(optimizer)
    const held = tf.memory().numTensors
    const images = { split, shape: { height: 48, width: 48 }, crop: 40 }
    const request = { ...images, crops: 'ten', augmentation: studyAugmentation, batchSize: 4, seed: 1 } as const
    const source = openBatches(request)
    for (const epoch of [0, 1]) {
      const rates = () => ({ lr: 0.01 })
      const settings = { ...images, model, optimizer, clipNorm: 1, accumulationSteps: 2, rates, source, epoch, random }
      state = (await trainEpoch(tf, settings, state)).state
      const logits = await predictSplit(tf, model, state.weights, { ...images, crops: 'ten' })
      expect(logits.length).toBe(9 * 7)
      expect(tf.memory().numTensors).toBe(held)
    }
    await source.close()
    disposeState(state)
    expect(tf.memory().numTensors).toBe(before)
  })
})

test('loss and accuracy are sums over samples', () => {
  const logits = [0, 0, Math.log(2), 0, 5, 5]
  const { loss, correct } = scoreLogits(logits, [1, 0, 0])
  expect(loss).toBeCloseTo(Math.log(2) + Math.log(1.5) + Math.log(2), 12)
  expect(correct).toBe(2)
  expect(scoreLogits([Number.NaN, 0], [0]).loss).toBeNaN()
})

function start(optimizer: Optimizer): TrainingState {
  const weights = toTensors(tf, model.init(random))
  const trainable = Object.entries(weights).filter(([name]) => model.isTrainable(name))
  return { weights, optimizer: optimizer.init(tf, Object.fromEntries(trainable)) }
}
