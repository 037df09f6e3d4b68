import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Params } from '#sweep/core/trial.js'
import type { EngineName, Tf } from '#sweep/engine/engine.js'
import { loadEngine } from '#sweep/engine/loader.js'
import { clipByNorm } from '#sweep/nn/optimizers/step.js'
import type { Tensors } from '#sweep/nn/tensors.js'
import { whyNotHere } from '../engine/why-not-here.js'
import { optimizerOf } from './optimizer-of.js'

interface Case {
  name: string
  /** As `torch.optim` writes them. */
  options: { lr: number; betas?: [number, number] } & Record<string, unknown>
  /** What was set anew for every step. */
  changes?: ('lr' | 'momentum')[]
  steps: { lr?: number; momentum?: number; gradient: number[]; weights: number[] }[]
  averaged_weights?: number[]
}
const { problem, cases } = read('optimizers.json') as { problem: { w0: number[] }; cases: Case[] }
const more = read('optimizers-more.json') as {
  cases: Case[]
  clips: { limit: number; gradients: [number[], number[]]; clipped: number[][] }[]
}

/** Holds every optimizer on an engine to steps of PyTorch. */
export async function describeOptimizerReference(engine: EngineName): Promise<void> {
  const missing = await whyNotHere(engine)
  const why = missing === undefined ? '' : ` (skipped: ${missing})`

  describe.skipIf(missing)(`on engine ${engine} the steps of PyTorch are taken by${why}`, () => {
    let tf: Tf
    beforeAll(async () => {
      tf = (await loadEngine(engine)).tf
    })

    test.each([...cases, ...more.cases].map((entry) => [titleOf(entry), entry] as const))('%s', async (_, entry) => {
      const optimizer = optimizerOf(entry.name.replace(/_.*/, ''), paramsOf(entry))
      let weights: Tensors = { w: tf.tensor1d(problem.w0) }
      let state = optimizer.init(tf, weights)
      for (const { lr = entry.options.lr, momentum, gradient, weights: expected } of entry.steps) {
        const gradients = { w: tf.tensor1d(gradient) }
        ;({ weights, state } = optimizer.update(tf, { weights, gradients, state, lr, momentum }))
        expect(relativeError(await weights.w!.data(), expected)).toBeLessThan(1e-5)
      }
      expect(state.steps).toBe(entry.steps.length)
      if (!entry.averaged_weights) return expect(optimizer.averaged).toBeUndefined()
      const averaged = optimizer.averaged!(tf, state)!
      expect(relativeError(await averaged.w!.data(), entry.averaged_weights)).toBeLessThan(1e-5)
    })

    test.each(more.clips)('clipping by norm $limit', async ({ limit, gradients: [a, b], clipped }) => {
      const result = clipByNorm(tf, { a: tf.tensor1d(a), b: tf.tensor2d(b, [2, 2]) }, limit)
      expect(relativeError(await result.a!.data(), clipped[0]!)).toBeLessThan(1e-6)
      expect(relativeError(await result.b!.data(), clipped[1]!)).toBeLessThan(1e-6)
      expect(result.b!.shape).toEqual([2, 2])
    })
  })
}

function read(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../reference/${name}`, import.meta.url), 'utf8'))
}

/** As "adam with lr 0.01, weight_decay 0.0005; lr, momentum set in every step". */
function titleOf({ name, options, changes = [] }: Case): string {
  const given = Object.entries(options).map(([key, value]) => `${key} ${value}`)
  return `${name} with ${given.join(', ')}${changes.length === 0 ? '' : `; ${changes.join(', ')} set in every step`}`
}

/** What the reference gives, by the names of a sweep file; what it leaves out has PyTorch's default here, too. */
function paramsOf({ name, options, averaged_weights: averaged }: Case): Params {
  const { betas: [beta1, beta2] = [] } = options
  const isAsgd = name.startsWith('asgd')
  const given = {
    weight_decay: options.weight_decay,
    momentum: options.momentum ?? 0,
    dampening: options.dampening,
    ...{ beta1, beta2, epsilon: options.eps, rho: options.rho, centered: options.centered },
    adagrad_lr_decay: options.lr_decay,
    adagrad_initial_accumulator: options.initial_accumulator_value,
    ...(isAsgd
      ? { asgd_lambda: options.lambd, asgd_alpha: options.alpha, asgd_t0: options.t0, asgd_average: !!averaged }
      : { alpha: options.alpha }),
  }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Params
}

/** Norm of the difference over the norm of what is expected. */
function relativeError(values: ArrayLike<number>, expected: readonly number[]): number {
  const norm = (vector: readonly number[]) => Math.hypot(...vector)
  return norm(Array.from(values, (value, i) => value - expected[i]!)) / norm(expected)
}
