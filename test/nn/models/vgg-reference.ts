import '../../as-in-a-host.js'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { randomStream } from '#sweep/core/random.js'
import { readSafetensors } from '#sweep/core/safetensors.js'
import type { EngineName, Tf } from '#sweep/engine/engine.js'
import { loadEngine } from '#sweep/engine/loader.js'
import { crossEntropy } from '#sweep/nn/loss.js'
import { vgg } from '#sweep/nn/models/plain.js'
import { type Tensor, type Tensors, toTensors } from '#sweep/nn/tensors.js'
import { type TrainingState, trainStep } from '#sweep/vision/fit/step.js'
import { whyNotHere } from '../../engine/why-not-here.js'
import { optimizerOf } from '../optimizer-of.js'

const reference = fileURLToPath(new URL('../../reference/vgg.safetensors', import.meta.url))
const { tensors, metadata } = await readSafetensors(reference)
const losses = JSON.parse(metadata.losses!) as number[]
const labels = Uint8Array.from(tensors.labels!.data)
const model = vgg({ width: 1 / 16, classes: 7, dropout: 0, input: [40, 40, 1] })
const optimizer = optimizerOf('nesterov', { weight_decay: 1e-4 })
const noDropout = () => randomStream(0, 'unused')

/**
 * Holds the VGG on an engine, in the environment of a host, to numbers of PyTorch: its logits, its gradients and ten
 * training steps. (Without oneDNN, which hosts switch on, libtensorflow rounds enough for a ReLU at 0 to go the other way
 * in the third step.)
 */
export async function describeVggReference(engine: EngineName): Promise<void> {
  const missing = await whyNotHere(engine)
  const why = missing === undefined ? '' : ` (skipped: ${missing})`

  describe.skipIf(missing)(`the VGG on engine ${engine} is that of PyTorch${why}`, () => {
    let tf: Tf
    beforeAll(async () => {
      tf = (await loadEngine(engine)).tf
    })
    const images = () => tf.tensor(tensors.images!.data, [16, 40, 40, 1])
    const initial = () => toTensors(tf, referenceGroup('initial'))

    test('in its logits and the gradients of the first step', async () => {
      const weights = initial()
      await expectNear(model.predict(tf, weights, images()), 'logits.eval.initial', 1e-4)
      await expectNear(model.train(tf, weights, images(), noDropout).logits, 'logits.train.initial', 1e-4)

      const names = Array.from({ length: 8 }, (_, k) => `conv${k}.kernel`)
      const truth = tf.cast(tf.oneHot(tf.tensor1d([...labels], 'int32'), 7), 'float32')
      const gradients = tf.grads((...[images, ...kernels]: Tensor[]) => {
        const changed = Object.fromEntries(names.map((name, k) => [name, kernels[k]!]))
        const { logits } = model.train(tf, { ...weights, ...changed }, images!, noDropout)
        return crossEntropy(tf, logits, truth)
      })([images(), ...names.map((name) => weights[name]!)])
      for (const [i, name] of ['input', ...names].entries()) await expectNear(gradients[i]!, `gradient.${name}`, 1e-4)
    })

    test('in the losses of ten steps and in what they lead to', async () => {
      let state = initialState(tf)
      for (const expected of losses) {
        const done = await step(tf, state)
        state = done.state
        expect(Math.abs(done.loss - expected)).toBeLessThan(1e-3)
      }
      await expectNear(model.predict(tf, state.weights, images()), 'logits.eval.final', 1e-2)
      for (const name of ['bn0.moving_mean', 'bn7.moving_variance', 'conv3.bias', 'dense1.kernel']) {
        await expectNear(state.weights[name]!, `final.${name}`, 1e-3)
      }
    })
  })
}

/** The tensors of the reference whose names begin with a prefix and a dot, without them. */
export function referenceGroup(prefix: string) {
  const entries = Object.entries(tensors).filter(([name]) => name.startsWith(`${prefix}.`))
  return Object.fromEntries(entries.map(([name, tensor]) => [name.slice(prefix.length + 1), tensor]))
}

function initialState(tf: Tf): TrainingState {
  const weights = toTensors(tf, referenceGroup('initial'))
  return { weights, optimizer: optimizer.init(tf, trainable(weights)) }
}

/** One step on the batch of the reference; its mean loss. */
async function step(tf: Tf, state: TrainingState) {
  const images = tf.tensor(tensors.images!.data, [16, 40, 40, 1])
  const settings = { model, optimizer, rates: { lr: 0.01 }, dropout: noDropout }
  const done = await trainStep(tf, settings, state, [{ images, labels }])
  return { state: done.state, loss: done.sums.loss / labels.length }
}

function norm(vector: ArrayLike<number>): number {
  return Math.sqrt(Array.from(vector).reduce((sum, x) => sum + x * x, 0))
}

function trainable(weights: Tensors): Tensors {
  return Object.fromEntries(Object.entries(weights).filter(([name]) => model.isTrainable(name)))
}

/** Norm of the difference over the norm of the reference. */
async function expectNear(value: Tensor, name: string, tolerance: number): Promise<void> {
  const expected = tensors[name]!.data
  const difference = Array.from(await value.data(), (x, i) => x - expected[i]!)
  expect(norm(difference) / norm(expected), name).toBeLessThan(tolerance)
}
