import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { randomStream } from '../../dist/core/random.js'
import { decodeSafetensors } from '../../dist/core/safetensors.js'
import { loadEngine } from '../../dist/engine/load-engine.js'
import { crossEntropy } from '../../dist/train/fit/cross-entropy.js'
import { trainStep } from '../../dist/train/fit/train-step.js'
import type { TrainingState } from '../../dist/train/fit/training-state.js'
import { vgg } from '../../dist/train/models/vgg.js'
import { vggShape } from '../../dist/train/models/vgg-shape.js'
import { nesterov } from '../../dist/train/optimizers/nesterov.js'
import type { Tensor } from '../../dist/train/tensor.js'
import type { Tensors } from '../../dist/train/tensors.js'
import { toTensors } from '../../dist/train/to-tensors.js'

const { tensors, metadata } = decodeSafetensors(readFileSync(new URL('../reference/vgg.safetensors', import.meta.url)))
const losses = JSON.parse(metadata.losses!) as number[]
const labels = Uint8Array.from(tensors.labels!.data)
const model = vgg({ width: 1 / 16, classes: 7, dropout: 0 })
const noDropout = () => randomStream(0, 'unused')

const { tf } = await loadEngine('wasm')

describe('the VGG is that of PyTorch', () => {
  const images = () => tf.tensor(tensors.images!.data, [16, 40, 40, 1])
  const initial = () => toTensors(tf, group('initial'))

  test('in its logits and the gradients of the first step', () => {
    const weights = initial()
    expect(relativeError(model.predict(tf, weights, images()), 'logits.eval.initial')).toBeLessThan(1e-4)
    expect(relativeError(model.train(tf, weights, images(), noDropout).logits, 'logits.train.initial')).toBeLessThan(
      1e-4,
    )

    const names = Array.from({ length: 8 }, (_, k) => `conv${k}.kernel`)
    const truth = tf.oneHot(tf.tensor1d([...labels], 'int32'), 7)
    const gradients = tf.grads((...[images, ...kernels]: Tensor[]) => {
      const changed = Object.fromEntries(names.map((name, k) => [name, kernels[k]!]))
      const { logits } = model.train(tf, { ...weights, ...changed }, images!, noDropout)
      return crossEntropy(tf, logits, truth)
    })([images(), ...names.map((name) => weights[name]!)])
    for (const [i, name] of ['input', ...names].entries()) {
      expect(relativeError(gradients[i]!, `gradient.${name}`), name).toBeLessThan(1e-4)
    }
  })

  test('in the losses of ten steps and in what they lead to', () => {
    const optimizer = nesterov({ momentum: 0.9, weightDecay: 1e-4 })
    const weights = initial()
    let state: TrainingState = { weights, optimizer: optimizer.init(tf, trainable(weights)) }
    const input = images()
    for (const expected of losses) {
      const done = trainStep(tf, { model, optimizer, lr: 0.01, dropout: noDropout }, state, { images: input, labels })
      state = done.state
      expect(Math.abs(done.sums.loss / 16 - expected)).toBeLessThan(1e-3)
    }
    expect(relativeError(model.predict(tf, state.weights, input), 'logits.eval.final')).toBeLessThan(1e-2)
    for (const name of ['bn0.moving_mean', 'bn7.moving_variance', 'conv3.bias', 'dense1.kernel']) {
      expect(relativeError(state.weights[name]!, `final.${name}`), name).toBeLessThan(1e-3)
    }
  })
})

test('the VGG has the size of the study at full width', () => {
  const trained = vggShape({ width: 1, classes: 7 }).filter(({ name }) => model.isTrainable(name))
  const size = trained.reduce((sum, { shape }) => sum + shape.reduce((product, length) => product * length, 1), 0)
  expect(size).toBe(29_890_759)
})

test('the VGG has the names and shapes of the reference', () => {
  const shapes = Object.entries(group('initial')).map(([name, { shape }]) => [name, shape])
  expect(Object.fromEntries(vggShape({ width: 1 / 16, classes: 7 }).map(({ name, shape }) => [name, shape]))).toEqual(
    Object.fromEntries(shapes),
  )
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

function trainable(weights: Tensors): Tensors {
  return Object.fromEntries(Object.entries(weights).filter(([name]) => model.isTrainable(name)))
}

function group(prefix: string) {
  const entries = Object.entries(tensors).filter(([name]) => name.startsWith(`${prefix}.`))
  return Object.fromEntries(entries.map(([name, tensor]) => [name.slice(prefix.length + 1), tensor]))
}

/** Norm of the difference over the norm of the reference. */
function relativeError(value: Tensor, name: string): number {
  const expected = tensors[name]!.data
  const norm = (vector: ArrayLike<number>) => Math.sqrt(Array.from(vector).reduce((sum, x) => sum + x * x, 0))
  return norm(Array.from(value.dataSync(), (x, i) => x - expected[i]!)) / norm(expected)
}
