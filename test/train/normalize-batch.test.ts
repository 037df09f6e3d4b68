import { describe, expect, test } from 'vitest'
import { randomStream } from '../../dist/core/random.js'
import { loadEngine } from '../../dist/engine/load-engine.js'
import { missingParts } from '../../dist/engine/missing-parts.js'
import type { Tf } from '../../dist/engine/tf.js'
import { normalizeBatch } from '../../dist/train/models/normalize-batch.js'
import type { Tensor } from '../../dist/train/tensor.js'

const shape = [3, 4, 2, 5]
const random = randomStream(1, 'values')
const values = Array.from({ length: 120 }, () => random.normal() + 1)
const weights = Array.from({ length: 120 }, () => random.normal())

/** Written from the definition, with the engine's own gradients. */
function plain(tf: Tf, x: Tensor, bias: Tensor, gamma: Tensor, beta: Tensor): Tensor {
  const biased = tf.add(x, bias)
  const { mean, variance } = tf.moments(biased, [0, 1, 2])
  const inverse = tf.rsqrt(tf.add(variance, 1e-5))
  return tf.relu(tf.add(tf.mul(tf.mul(tf.sub(biased, mean), inverse), gamma), beta))
}

describe.each(['tensorflow', 'wasm', 'cpu'] as const)('batch normalization on %s', (engine) => {
  const missing = missingParts(engine)
  const why = missing === undefined ? '' : ` (skipped: ${missing})`

  test.skipIf(missing)(`follows its definition, gradients too${why}`, async () => {
    const { tf } = await loadEngine(engine)
    const bias = tf.tensor1d([0.5, -1, 0, 2, 1])
    const gamma = tf.tensor1d([0.7, 2, 1, -1, 0.2])
    const beta = tf.tensor1d([0.1, -0.3, 0, 1, 0.4])
    const inputs: Tensor[] = [tf.tensor(values, shape), bias, gamma, beta]
    const fused = (x: Tensor, bias: Tensor, gamma: Tensor, beta: Tensor) =>
      normalizeBatch(tf, { x, bias, gamma, beta, epsilon: 1e-5 })
    const gradients = (f: (...inputs: Tensor[]) => Tensor) =>
      tf.grads((...inputs: Tensor[]) => tf.sum(tf.mul(f(...inputs), tf.tensor(weights, shape))))(inputs)

    const { y, mean, variance } = fused(...(inputs as [Tensor, Tensor, Tensor, Tensor]))
    expectClose(y, plain(tf, ...(inputs as [Tensor, Tensor, Tensor, Tensor])))
    const moments = tf.moments(tf.add(inputs[0]!, bias), [0, 1, 2])
    expectClose(mean, moments.mean)
    expectClose(variance, tf.mul(moments.variance, 24 / 23))

    const expected = gradients((...all) => plain(tf, ...(all as [Tensor, Tensor, Tensor, Tensor])))
    const given = gradients((...all) => fused(...(all as [Tensor, Tensor, Tensor, Tensor])).y)
    for (const [i, gradient] of given.entries()) expectClose(gradient, expected[i]!)
    expect([...given[1]!.dataSync()]).toEqual([0, 0, 0, 0, 0])
  })
})

function expectClose(value: Tensor, expected: Tensor): void {
  const reference = expected.dataSync()
  expect(value.shape).toEqual(expected.shape)
  for (const [i, x] of value.dataSync().entries()) expect(x).toBeCloseTo(reference[i]!, 4)
}
