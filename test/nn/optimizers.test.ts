import { describe, expect, test } from 'vitest'
import { loadEngine } from '#sweep/engine/loader.js'
import { optimizers } from '#sweep/nn/optimizers/registry.js'
import { addGradients, clipByNorm, updateJoined } from '#sweep/nn/optimizers/step.js'
import { type Tensors, tidy } from '#sweep/nn/tensors.js'
import { optimizerOf } from './optimizer-of.js'
import { describeOptimizerReference } from './optimizer-reference.js'

await describeOptimizerReference('cpu')
await describeOptimizerReference('wasm')
await describeOptimizerReference('tensorflow')

const { tf } = await loadEngine('cpu')
const numbers = (tensors: Tensors) =>
  Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, [...tensor.dataSync()]]))

describe.each(Object.keys(optimizers))('%s', (name) => {
  const options = { momentum: 0.9, weight_decay: 0.01, centered: true, asgd_average: true, asgd_t0: 1 }
  const optimizer = optimizerOf(name, options)
  const start = () => ({ a: tf.tensor1d([1, 2]), b: tf.tensor2d([[3]]), c: tf.tensor1d([4]) })

  test('leaves the tensors that it is given alone', () => {
    const weights = start()
    const state = optimizer.init(tf, weights)
    const slots = () => Object.values(state.slots).map(numbers)
    const before = slots()
    const update = () => optimizer.update(tf, { weights, gradients: weights, state, lr: 0.1 })
    const [first, again] = [update(), update()]
    expect(numbers(weights)).toEqual({ a: [1, 2], b: [3], c: [4] })
    expect(slots()).toEqual(before)
    expect(numbers(first.weights)).toEqual(numbers(again.weights))
    expect(Object.keys(first.weights)).toEqual(['a', 'b', 'c'])
  })

  test('does the same with its vectors joined into one, and hands nothing on that it was given', () => {
    const run = (update: typeof updateJoined) => {
      let weights: Tensors = start()
      let state = optimizer.init(tf, weights)
      for (const momentum of [undefined, 0, 0.5]) {
        const step = { weights, gradients: weights, state, lr: 0.1, momentum }
        const next = tidy(tf, () => update(tf, optimizer, step))
        for (const tensors of [weights, ...Object.values(state.slots)]) {
          for (const tensor of Object.values(tensors)) tensor.dispose()
        }
        ;({ weights, state } = next)
      }
      const { steps, slots, numbers: plain } = state
      const averaged = optimizer.averaged?.(tf, state)
      return [
        numbers(weights),
        ...[steps, plain, Object.entries(slots).map(([name, slot]) => [name, numbers(slot)])],
        averaged && numbers(averaged),
      ]
    }
    expect(run(updateJoined)).toEqual(run((tf, optimizer, step) => optimizer.update(tf, step)))
  })

  test('lets its momentum be set for a step, if it says so', () => {
    const weights = start()
    const first = { weights, gradients: weights, state: optimizer.init(tf, weights), lr: 0.1 }
    const { state } = optimizer.update(tf, first)
    const after = (momentum: number) => numbers(optimizer.update(tf, { ...first, state, momentum }).weights)
    if (optimizer.cyclesMomentum) expect(after(0.1)).not.toEqual(after(0.8))
    else expect(after(0.1)).toEqual(after(0.8))
  })
})

test('asgd has averaged weights when it is asked to keep them, from its first step on', () => {
  const weights = { w: tf.tensor1d([1, 2]) }
  const keeping = optimizerOf('asgd', { asgd_average: true })
  expect(keeping.averaged!(tf, keeping.init(tf, weights))).toBeUndefined()
  const plain = optimizerOf('asgd')
  expect(plain.averaged).toBeUndefined()
  expect(plain.init(tf, weights).slots).toEqual({})
})

test('gradients of two small batches add up to those of a large one', () => {
  const gradients = (x: number) => ({ a: tf.tensor1d([x, 2 * x]), b: tf.tensor2d([[3 * x]]) })
  const sum = addGradients(tf, addGradients(tf, undefined, gradients(1), 0.75), gradients(5), 0.25)
  expect(numbers(sum)).toEqual({ a: [2, 4], b: [6] })
})

test('there is nothing to clip in no gradients', () => {
  expect(clipByNorm(tf, {}, 1)).toEqual({})
})
