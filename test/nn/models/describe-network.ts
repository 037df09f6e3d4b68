import { beforeAll, describe, expect, test } from 'vitest'
import { randomStream } from '#sweep/core/random.js'
import type { NamedTensors } from '#sweep/core/safetensors.js'
import type { EngineName, Tf } from '#sweep/engine/engine.js'
import { loadEngine } from '#sweep/engine/loader.js'
import { missingParts } from '#sweep/engine/status.js'
import { crossEntropy } from '#sweep/nn/loss.js'
import type { Model } from '#sweep/nn/models/model.js'
import { disposeTensors, type Tensor, type Tensors, tidy, toTensors } from '#sweep/nn/tensors.js'
import { disposeState, trainStep } from '#sweep/vision/fit/step.js'
import { optimizerOf } from '../optimizer-of.js'

const batch = 4
const labels = Uint8Array.from([2, 0, 1, 2])
const dropout = (layer: number) => randomStream(3, 'dropout').at(layer)

/** Holds a network of three classes to its promises on engines, and the engines to the first of them. */
export function describeNetwork(
  name: string,
  model: Model,
  input: readonly number[],
  engines: readonly EngineName[] = ['cpu', 'wasm', 'tensorflow'],
): void {
  const size = input.reduce((product, length) => product * length, batch)
  const random = randomStream(2, 'pixels')
  const pixels = Float32Array.from({ length: size }, () => random.uniform())
  const initial = drawn(model)
  const passes: Passes[] = []

  describe.each(engines)(`${name} on engine %s`, (engine) => {
    const missing = missingParts(engine)
    const why = missing === undefined ? '' : ` (skipped: ${missing})`
    let tf: Tf
    beforeAll(async () => {
      if (missing === undefined) tf = (await loadEngine(engine)).tf
    })
    const images = () => tf.tensor(pixels, [batch, ...input])

    test.skipIf(missing)(`computes what engine ${engines[0]} does, gradients too${why}`, () => {
      const own = tidy(tf, () => passesOf(tf, model, initial, images()))
      passes.push(own)
      expect(own.training.length).toBe(batch * 3)
      expectNear(own.training, passes[0]!.training, 1e-4)
      expectNear(own.evaluation, passes[0]!.evaluation, 1e-4)
      for (const [weight, gradient] of Object.entries(own.gradients)) {
        expectNear(gradient, passes[0]!.gradients[weight]!, 2e-3, weight)
      }
    })

    test.skipIf(missing)(`has the gradients of its loss${why}`, () => {
      const step = 5e-4
      const { gradients } = passes[0]!
      const way = directions(gradients)
      const lossAt = (distance: number) =>
        tf.tidy(() => {
          const weights = Object.entries(initial).map(([name, { shape, data }]) => {
            const moved = Float32Array.from(data, (value, i) => value + distance * (way[name]?.[i] ?? 0))
            return [name, tf.tensor(moved, [...shape])]
          })
          return lossOf(tf, model, Object.fromEntries(weights) as Tensors, images()).dataSync()[0]!
        })
      const slope = (lossAt(step) - lossAt(-step)) / (2 * step)
      const expected = Object.keys(way).reduce((sum, name) => sum + dot(way[name]!, gradients[name]!), 0)
      expect(Math.abs(slope / expected - 1)).toBeLessThan(0.02)
    })

    test.skipIf(missing)(`learns, exports what it predicts and leaves no tensor behind${why}`, async () => {
      const before = tf.memory().numTensors
      const x = images()
      const optimizer = optimizerOf('sgd')
      const weights = toTensors(tf, initial)
      let state = { weights, optimizer: tidy(tf, () => optimizer.init(tf, trainable(model, weights))) }
      const settings = { model, optimizer, rates: { lr: 0.1 }, dropout: (_: number, layer: number) => dropout(layer) }
      const losses: number[] = []
      for (let step = 0; step < 6; step++) {
        const done = await trainStep(tf, settings, state, [{ images: x, labels }])
        losses.push(done.sums.loss)
        state = done.state
      }
      expect(losses.at(-1)).toBeLessThan(losses[0]! * 0.8)

      const exported = model.layersModel(tf, state.weights)
      const probabilities = exported.predict(x) as Tensor
      const expected = tf.tidy(() => tf.softmax(model.predict(tf, state.weights, x)))
      const given = probabilities.dataSync()
      for (const [i, value] of expected.dataSync().entries()) {
        expect(Math.abs(given[i]! - value)).toBeLessThan(1e-5)
      }
      exported.dispose()
      disposeState(state)
      disposeTensors({ x, probabilities, expected })
      expect(tf.memory().numTensors).toBe(before)
    })
  })
}

interface Passes {
  readonly training: Float32Array
  readonly evaluation: Float32Array
  readonly gradients: Readonly<Record<string, Float32Array>>
}

/** Weights whose scales, offsets and averages are not those of the start. */
function drawn(model: Model): NamedTensors {
  const weights = model.init((name) => randomStream(1, name))
  const random = randomStream(1, 'statistics')
  const changed = Object.entries(weights).map(([name, tensor]) => {
    if (!/gamma|beta|moving/.test(name)) return [name, tensor]
    const offset = /gamma|variance/.test(name) ? 0.75 : -0.25
    return [name, { ...tensor, data: Float32Array.from(tensor.data, () => offset + random.uniform() / 2) }]
  })
  return Object.fromEntries(changed)
}

function passesOf(tf: Tf, model: Model, initial: NamedTensors, images: Tensor): Passes {
  const weights = toTensors(tf, initial)
  const names = Object.keys(trainable(model, weights))
  const gradients = tf.grads((...values: Tensor[]) =>
    lossOf(tf, model, { ...weights, ...Object.fromEntries(names.map((name, i) => [name, values[i]!])) }, images),
  )(names.map((name) => weights[name]!))
  return {
    training: values(model.train(tf, weights, images, dropout).logits),
    evaluation: values(model.predict(tf, weights, images)),
    gradients: Object.fromEntries(names.map((name, i) => [name, values(gradients[i]!)])),
  }
}

function lossOf(tf: Tf, model: Model, weights: Tensors, images: Tensor): Tensor {
  const truth = tf.cast(tf.oneHot(tf.tensor1d([...labels], 'int32'), 3), 'float32')
  return crossEntropy(tf, model.train(tf, weights, images, dropout).logits, truth)
}

/** For each weight a random way up of length 1, so that no gradient that is wrong can hide behind the others. */
function directions(gradients: Passes['gradients']): Readonly<Record<string, Float32Array>> {
  const random = randomStream(4, 'directions')
  const ways = Object.entries(gradients).map(([name, gradient]) => {
    const way = gradient.map(() => random.normal())
    const length = Math.sign(dot(way, gradient)) * norm(way) || norm(way)
    return [name, way.map((value) => value / length)]
  })
  return Object.fromEntries(ways)
}

function trainable(model: Model, weights: Tensors): Tensors {
  return Object.fromEntries(Object.entries(weights).filter(([name]) => model.isTrainable(name)))
}

function values(tensor: Tensor): Float32Array {
  return tensor.dataSync() as Float32Array
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0)
}

function norm(vector: Float32Array): number {
  return Math.sqrt(dot(vector, vector))
}

/** Norm of the difference over the norm of the reference; a gradient that is 0 but for rounding may differ by that. */
function expectNear(value: Float32Array, expected: Float32Array, tolerance: number, what?: string): void {
  const difference = value.map((x, i) => x - expected[i]!)
  expect(norm(difference), what).toBeLessThan(tolerance * norm(expected) + 5e-6)
}
