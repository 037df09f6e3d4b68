import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { loadEngine } from '../../dist/engine/load-engine.js'
import type { Optimizer } from '../../dist/train/optimizers/optimizer.js'
import { optimizers } from '../../dist/train/optimizers/optimizers.js'

const reference = JSON.parse(readFileSync(new URL('../reference/optimizers.json', import.meta.url), 'utf8')) as {
  problem: { w0: number[] }
  cases: {
    name: string
    options: { lr: number; momentum?: number; weight_decay?: number }
    steps: { gradient: number[]; weights: number[] }[]
  }[]
}
const { tf } = await loadEngine('cpu')

describe('optimizers take the steps that PyTorch takes', () => {
  test.each([
    ['sgd with momentum and weight decay', 'sgd', optimizers.sgd],
    ['sgd without either', 'sgd_plain', optimizers.sgd],
    ['nesterov', 'nesterov', optimizers.nesterov],
    ['adam', 'adam', optimizers.adam],
  ])('%s', (_, name, make) => {
    const { options, steps } = reference.cases.find((entry) => entry.name === name)!
    const optimizer: Optimizer = make({ momentum: options.momentum ?? 0, weightDecay: options.weight_decay ?? 0 })
    let weights = { w: tf.tensor1d(reference.problem.w0) as ReturnType<typeof tf.zeros> }
    let state = optimizer.init(tf, weights)
    for (const step of steps) {
      const gradients = { w: tf.tensor1d(step.gradient) }
      const next = optimizer.update(tf, { weights, gradients, state, lr: options.lr })
      weights = { w: next.weights.w! }
      state = next.state
      expect(relativeError([...weights.w.dataSync()], step.weights)).toBeLessThan(1e-5)
    }
    expect(state.steps).toBe(25)
  })
})

test('optimizers leave the tensors that they are given alone', () => {
  for (const make of Object.values(optimizers)) {
    const optimizer: Optimizer = make({ momentum: 0.9, weightDecay: 0.01 })
    const weights = { a: tf.tensor1d([1, 2]), b: tf.tensor2d([[3]]) }
    const state = optimizer.init(tf, weights)
    const update = () => optimizer.update(tf, { weights, gradients: weights, state, lr: 0.1 })
    const [first, again] = [update(), update()]
    expect([...weights.a.dataSync()]).toEqual([1, 2])
    expect(Object.keys(first.weights)).toEqual(['a', 'b'])
    expect([...first.weights.b!.dataSync()]).toEqual([...again.weights.b!.dataSync()])
  }
})

function relativeError(values: readonly number[], expected: readonly number[]): number {
  const norm = (vector: readonly number[]) => Math.hypot(...vector)
  return norm(values.map((value, i) => value - expected[i]!)) / norm(expected)
}
