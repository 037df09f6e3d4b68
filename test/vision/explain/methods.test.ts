import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { randomStream } from '#sweep/core/random.js'
import { loadEngine } from '#sweep/engine/loader.js'
import { normalized } from '#sweep/nn/layers/batch-normalization.js'
import { sequence } from '#sweep/nn/layers/blocks.js'
import { conv } from '#sweep/nn/layers/convolution.js'
import { dense, flatten } from '#sweep/nn/layers/dense.js'
import { maxPool } from '#sweep/nn/layers/pooling.js'
import { network } from '#sweep/nn/models/network.js'
import { type Tensor, toTensors } from '#sweep/nn/tensors.js'
import { type ImageToExplain, methods, saliencyMap } from '#sweep/vision/attribution.js'
import { hashedValues, hashedWeights } from '../../nn/models/hashed-weights.js'

const reference = JSON.parse(readFileSync(new URL('../../reference/saliency.json', import.meta.url), 'utf8'))
const { tf } = await loadEngine('cpu')
const side = 8
const small = network(
  [side, side, 1],
  sequence(
    normalized(conv({ name: 'conv', filters: 6, size: 3 }), { name: 'bn', activation: 'relu' }),
    maxPool('pool'),
    flatten('flatten'),
    dense('dense', 4),
  ),
)
const weights = toTensors(tf, hashedWeights(small.weights))
const logitsOf = (images: Tensor) => small.predict(tf, weights, images)
const pixels = hashedValues('image', side * side)
const target = reference.logits.indexOf(Math.max(...reference.logits))

function image(seed = 1): ImageToExplain {
  return { pixels, height: side, width: side, target, random: randomStream(seed, 'noise') }
}

test.each(['gradient', 'integrated-gradients'] as const)('%s is that of PyTorch, signs included', async (name) => {
  const before = tf.memory().numTensors
  const found = await methods[name](tf, logitsOf, image())
  expect(found).toHaveLength(side * side)
  for (const [i, value] of found.entries()) expect(value).toBeCloseTo(reference[name][i], 5)
  expect(tf.memory().numTensors).toBe(before)
})

test('the shares of integrated gradients add up to what the logit has gained over that of a black image', async () => {
  const shares = await methods['integrated-gradients'](tf, logitsOf, image())
  const gained = reference.logits[target] - reference.black[target]
  const sum = shares.reduce((sum, share) => sum + share, 0)
  expect(Math.abs(gained)).toBeGreaterThan(0.1)
  expect(Math.abs(sum / gained - 1)).toBeLessThan(0.01)
})

test('smooth-grad is always the same under one seed, and is near the gradient, but not the gradient', async () => {
  const of = (seed: number) => methods['smooth-grad'](tf, logitsOf, image(seed))
  const [first, again, other] = [await of(1), await of(1), await of(2)]
  expect(again).toEqual(first)
  expect(other).not.toEqual(first)
  const { gradient } = reference
  const dot = (a: ArrayLike<number>, b: ArrayLike<number>) => Array.from(a, (x, i) => x * b[i]!).reduce((s, x) => s + x)
  const cosine = dot(first, gradient) / Math.sqrt(dot(first, first) * dot(gradient, gradient))
  expect(cosine).toBeGreaterThan(0.7)
  expect(cosine).toBeLessThan(0.9999)
})

test('a network that throws leaves no tensor', async () => {
  const before = tf.memory().numTensors
  const spoiled = (images: Tensor) => {
    logitsOf(images)
    throw new Error('no logits')
  }
  for (const method of Object.values(methods)) await expect(method(tf, spoiled, image())).rejects.toThrow('no logits')
  expect(tf.memory().numTensors).toBe(before)
})

test('a map is scaled by its largest absolute value, whichever row that stands in', () => {
  expect([...saliencyMap(Float32Array.from([0.5, -0.25, -2, 1]))]).toEqual([0.25, 0.125, 1, 0.5])
  expect([...saliencyMap(new Float32Array(4))]).toEqual([0, 0, 0, 0])
})
