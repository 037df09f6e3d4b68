import { describe, expect, test } from 'vitest'
import { randomStream } from '#sweep/core/random.js'
import type { Tf } from '#sweep/engine/engine.js'
import { loadEngine } from '#sweep/engine/loader.js'
import { missingParts } from '#sweep/engine/status.js'
import { normalizeBatch } from '#sweep/nn/layers/batch-normalization.js'
import type { Tensor } from '#sweep/nn/tensors.js'

const shape = [3, 4, 2, 5]
const random = randomStream(1, 'values')
const values = Array.from({ length: 120 }, () => random.normal() + 1)
const weights = Array.from({ length: 120 }, () => random.normal())

type Activation = 'linear' | 'relu'
type Inputs = [x: Tensor, gamma: Tensor, beta: Tensor, bias?: Tensor]

const cases = (['tensorflow', 'wasm', 'cpu'] as const).flatMap((engine) =>
  (['relu', 'linear'] as const).flatMap((activation) =>
    ['with', 'without'].map((bias) => ({ engine, activation, bias, missing: missingParts(engine) })),
  ),
)

describe.each(cases)('batch normalization on $engine', ({ engine, activation, bias, missing }) => {
  const why = missing === undefined ? '' : ` (skipped: ${missing})`

  test.skipIf(missing)(`follows its definition, gradients too: ${activation}, ${bias} a bias${why}`, async () => {
    const { tf } = await loadEngine(engine)
    const inputs: Inputs = [
      tf.tensor(values, shape),
      tf.tensor1d([0.7, 2, 1, -1, 0.2]),
      tf.tensor1d([0.1, -0.3, 0, 1, 0.4]),
    ]
    if (bias === 'with') inputs.push(tf.tensor1d([0.5, -1, 0, 2, 1]))
    const normalize = (...[x, gamma, beta, bias]: Inputs) =>
      normalizeBatch(tf, { x, bias, gamma, beta, epsilon: 1e-5, activation })
    const gradients = (f: (...inputs: Inputs) => Tensor) =>
      tf.grads((...inputs: Tensor[]) => tf.sum(tf.mul(f(...(inputs as Inputs)), tf.tensor(weights, shape))))(
        inputs as Tensor[],
      )

    const { y, mean, variance } = normalize(...inputs)
    expectClose(y, plain(tf, activation, ...inputs))
    const moments = tf.moments(biased(tf, ...inputs), [0, 1, 2])
    expectClose(mean, moments.mean)
    expectClose(variance, tf.mul(moments.variance, 24 / 23))

    const expected = gradients((...all) => plain(tf, activation, ...all))
    const given = gradients((...all) => normalize(...all).y)
    expect(given.length).toBe(inputs.length)
    for (const [i, gradient] of given.entries()) expectClose(gradient, expected[i]!)
    if (bias === 'with') expect([...given[3]!.dataSync()]).toEqual([0, 0, 0, 0, 0])
  })

  test.skipIf(missing)(`leaves no tensor when it throws half-way: ${activation}, ${bias} a bias${why}`, async () => {
    const { tf } = await loadEngine(engine)
    const x = tf.tensor4d(values, [3, 4, 2, 5])
    const ones = tf.ones([5])
    const before = tf.memory().numTensors
    let kept = 0
    const keep = <Given extends Tensor>(tensor: Given): Given => {
      kept++
      if (kept > 1) throw new Error('no room')
      return tf.keep(tensor)
    }
    const batch = { x, bias: bias === 'with' ? ones : undefined, gamma: ones, beta: ones, epsilon: 1e-5, activation }
    expect(() => normalizeBatch({ ...tf, keep }, batch)).toThrow('no room')
    expect(kept).toBe(2)
    expect(tf.memory().numTensors).toBe(before)
  })
})

/** Written from the definition, with the engine's own gradients. */
function plain(tf: Tf, activation: Activation, ...inputs: Inputs): Tensor {
  const [, gamma, beta] = inputs
  const x = biased(tf, ...inputs)
  const { mean, variance } = tf.moments(x, [0, 1, 2])
  const inverse = tf.rsqrt(tf.add(variance, 1e-5))
  const y = tf.add(tf.mul(tf.mul(tf.sub(x, mean), inverse), gamma), beta)
  return activation === 'relu' ? tf.relu(y) : y
}

function biased(tf: Tf, ...[x, , , bias]: Inputs): Tensor {
  return bias === undefined ? x : tf.add(x, bias)
}

function expectClose(value: Tensor, expected: Tensor): void {
  const reference = expected.dataSync()
  expect(value.shape).toEqual(expected.shape)
  for (const [i, x] of value.dataSync().entries()) expect(x).toBeCloseTo(reference[i]!, 4)
}
