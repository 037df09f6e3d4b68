import { beforeAll, expect, test } from 'vitest'
import { type Random, randomStream } from '#sweep/core/random.js'
import { loadEngine } from '#sweep/engine/loader.js'
import type { Model, TrainingPass } from '#sweep/nn/models/model.js'
import { cnn } from '#sweep/nn/models/plain.js'
import type { Optimizer } from '#sweep/nn/optimizers/optimizer.js'
import { disposeTensors, type Tensor, toTensors } from '#sweep/nn/tensors.js'
import type { Batch } from '#sweep/vision/fit/gradients.js'
import { disposeState, trainStep } from '#sweep/vision/fit/step.js'
import { optimizerOf } from '../../nn/optimizer-of.js'

const { tf } = await loadEngine('cpu')
const random = (name: string) => randomStream(1, name)
const model = cnn({ width: 1 / 32, classes: 7, dropout: 0.2, input: [16, 16, 1] })
const adam = optimizerOf('adam', { weight_decay: 1e-4 })

/** Every call of `train` counted from 1, in a step of two batches. */
type Spoil = (call: number, pass: () => TrainingPass) => TrainingPass

const spoiled: readonly (readonly [what: string, message: string, Spoil, Optimizer])[] = [
  ['the gradient of the first batch', 'no gradient', (_, pass) => withoutGradient(pass()), adam],
  [
    'the gradient of the second batch',
    'no gradient',
    (call, pass) => (call === 2 ? withoutGradient(pass()) : pass()),
    adam,
  ],
  [
    'the forward pass of the second batch',
    'no pass',
    (call, pass) => {
      const made = pass()
      if (call < 2) return made
      for (const tensor of Object.values(made.moving)) tensor.dispose()
      throw new Error('no pass')
    },
    adam,
  ],
  ['reading the logits of the first batch', 'no data', (_, pass) => withoutData(pass()), adam],
  [
    'reading the logits of the second batch',
    'no data',
    (call, pass) => (call === 2 ? withoutData(pass()) : pass()),
    adam,
  ],
  [
    'the optimizer',
    'no update',
    (_, pass) => pass(),
    {
      ...adam,
      update: (...given) => {
        adam.update(...given)
        throw new Error('no update')
      },
    },
  ],
]

let batches: readonly Batch[] = []
beforeAll(() => {
  const pixels = random('pixels')
  batches = [0, 1].map(() => ({
    images: tf.tensor4d(
      Float32Array.from({ length: 3 * 256 }, () => pixels.uniform()),
      [3, 16, 16, 1],
    ),
    labels: Uint8Array.of(1, 5, 3),
  }))
})

test.each(spoiled)(
  'a step where %s throws leaves its state and no other tensor',
  async (_, message, spoil, optimizer) => {
    const before = tf.memory().numTensors
    const weights = toTensors(tf, model.init(random))
    const trainable = Object.entries(weights).filter(([name]) => model.isTrainable(name))
    const state = { weights, optimizer: adam.init(tf, Object.fromEntries(trainable)) }
    const held = tf.memory().numTensors
    let calls = 0
    const spoiling: Model = {
      ...model,
      train: (...given) => {
        calls++
        return spoil(calls, () => model.train(...given))
      },
    }
    const settings = { model: spoiling, optimizer, rates: { lr: 0.01 }, clipNorm: 1, dropout }
    await expect(trainStep(tf, settings, state, batches)).rejects.toThrow(message)
    expect(tf.memory().numTensors).toBe(held)

    // It is whole: the step can be taken from it.
    const { state: after } = await trainStep(tf, { ...settings, model, optimizer: adam }, state, batches)
    expect(tf.memory().numTensors).toBe(held)
    disposeState(after)
    expect(tf.memory().numTensors).toBe(before)
  },
)

test('a network whose last layer throws leaves no statistics of the batch', () => {
  const weights = toTensors(tf, model.init(random))
  const { images } = batches[0]!
  const before = tf.memory().numTensors
  const fail = () => {
    throw new Error('no stream')
  }
  expect(() => tf.tidy(() => void model.train(tf, weights, images, fail))).toThrow('no stream')
  expect(tf.memory().numTensors).toBe(before)
  disposeTensors(weights)
})

function dropout(batch: number, layer: number): Random {
  return random('dropout').at(0, batch, layer)
}

function withoutGradient(pass: TrainingPass): TrainingPass {
  const stuck = tf.customGrad((x) => ({
    value: tf.clone(x as Tensor),
    gradFunc: () => {
      throw new Error('no gradient')
    },
  }))
  return { ...pass, logits: stuck(pass.logits) }
}

function withoutData(pass: TrainingPass): TrainingPass {
  pass.logits.data = async () => {
    throw new Error('no data')
  }
  return pass
}
