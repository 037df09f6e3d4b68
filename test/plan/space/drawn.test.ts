import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Distribution } from '#sweep/core/parameter.js'
import { fromUniform, inverseNormal } from '#sweep/plan/space/drawn-points.js'
import { sobolWord } from '#sweep/plan/space/sobol.js'
import { countTrials, planCounts } from '#sweep/plan/space/space.js'
import { pointsOf, sweepOf } from './space-of-sweep.js'

const reference = JSON.parse(readFileSync('test/reference/sobol-and-normal.json', 'utf8'))
const lr = { name: 'lr', distribution: { kind: 'log_uniform_values', min: 1e-4, max: 1 } } as const
const optimizer = { name: 'optimizer', values: ['sgd', 'adam'] }
const momentum = {
  name: 'momentum',
  distribution: { kind: 'uniform', min: 0, max: 1 },
  when: { match: { optimizer: ['sgd'] } },
} as const

describe.each(['random', 'sobol'] as const)('points by %s', (method) => {
  test('are as many as run_cap, the same every time, others with another seed', () => {
    const sweep = sweepOf([lr, optimizer], { method, runCap: 20 })
    expect(countTrials(sweep)).toBe(20)
    expect(pointsOf(sweep)).toEqual(pointsOf({ ...sweep }))
    expect(pointsOf({ ...sweep, searchSeed: 1 })).not.toEqual(pointsOf(sweep))
  })

  test('begin with those of a smaller run_cap', () => {
    const sweep = sweepOf([lr, optimizer], { method, runCap: 20 })
    expect(pointsOf({ ...sweep, runCap: 7 })).toEqual(pointsOf(sweep).slice(0, 7))
  })

  test('leave a parameter out where its condition does not hold', () => {
    for (const point of pointsOf(sweepOf([momentum, lr, optimizer], { method, runCap: 30 }))) {
      expect('momentum' in point).toBe(point.optimizer === 'sgd')
      expect(Object.keys(point).at(-1)).toBe('optimizer')
    }
  })

  test('that break a rule are replaced by later ones', () => {
    const rules = { constraints: ['lr < 0.01'], exclude: [{ optimizer: 'sgd' }] }
    const sweep = sweepOf([lr, optimizer], { method, runCap: 25, ...rules })
    const points = pointsOf(sweep)
    expect(points).toHaveLength(25)
    for (const point of points) expect(point).toMatchObject({ optimizer: 'adam', lr: expect.closeTo(0.005, 2) })
    expect(
      planCounts(sweep)
        .dropped.map(({ rule }) => rule)
        .sort(),
    ).toEqual(['exclude 1', 'when "lr < 0.01"'])
  })

  test('of lists only are all of them when run_cap is more', () => {
    const sweep = sweepOf([optimizer, { name: 'epochs', values: [1, 2, 3] }], { method, runCap: 50 })
    expect(pointsOf(sweep)).toHaveLength(6)
  })

  test('of lists are drawn where a rule joins more combinations than a grid could go through', () => {
    const hundred = Array.from({ length: 100 }, (_, i) => i)
    const parameters = ['a', 'b', 'c', 'd', 'e'].map((name) => ({ name, values: hundred }))
    const sweep = sweepOf(parameters, { method, runCap: 20, constraints: ['a + b + c + d + e < 260'] })
    expect(countTrials(sweep)).toBe(20)
    for (const { a, b, c, d, e } of pointsOf(sweep) as Record<string, number>[]) {
      expect(a! + b! + c! + d! + e!).toBeLessThan(260)
    }
  })

  test('that the rules hardly leave are an error that names the rule', () => {
    const sweep = sweepOf([lr], { method, runCap: 3, constraints: ['lr > 2'] })
    expect(() => countTrials(sweep)).toThrow(/only 0 of 3 points were found.*when "lr > 2"/)
  })
})

test('a random point does not depend on the other parameters', () => {
  const alone = pointsOf(sweepOf([lr], { method: 'random', runCap: 5 })).map((point) => point.lr)
  const together = pointsOf(sweepOf([optimizer, momentum, lr], { method: 'random', runCap: 5 })).map(
    (point) => point.lr,
  )
  expect(together).toEqual(alone)
})

test('Sobol points fill a square more evenly than random ones: every one of 16 strips has its share', () => {
  const parameters = ['x', 'y'].map((name) => ({ name, distribution: { kind: 'uniform', min: 0, max: 1 } }) as const)
  const points = pointsOf(sweepOf(parameters, { method: 'sobol', runCap: 64 }))
  for (const name of ['x', 'y']) {
    const strips = new Array(16).fill(0)
    for (const point of points) strips[Math.floor((point[name] as number) * 16)]++
    expect(strips).toEqual(new Array(16).fill(4))
  }
})

test('the Sobol sequence is that of torch.quasirandom, the normal quantiles those of Python', () => {
  for (const { index, dimensions, values } of reference.sobol) {
    expect(dimensions.map((dimension: number) => sobolWord(dimension, index) / 2 ** 32)).toEqual(values)
  }
  for (const [u, value] of reference.normal) expect(inverseNormal(u)).toBeCloseTo(value, 12)
})

const half = 0.5
test.each<[string, Distribution, number, unknown]>([
  ['uniform', { kind: 'uniform', min: 2, max: 4 }, half, 3],
  ['log uniform between values', { kind: 'log_uniform_values', min: 0.01, max: 1 }, half, 0.1],
  ['multiples of q, without noise', { kind: 'q_uniform', min: 0, max: 1, q: 0.1 }, 0.29, 0.3],
  ['integers with their lower end', { kind: 'int_uniform', min: 1, max: 3 }, 0.001, 1],
  ['integers with their upper end', { kind: 'int_uniform', min: 1, max: 3 }, 0.999, 3],
  ['normal', { kind: 'normal', mu: 5, sigma: 2 }, half, 5],
  ['categorical', { kind: 'categorical', values: ['a', 'b', 'c'], probabilities: [0.2, 0.5, 0.3] }, 0.69, 'b'],
  ['categorical at its end', { kind: 'categorical', values: ['a', 'b'], probabilities: [0.9, 0] }, 0.99, 'a'],
])('the quantile of %s', (_name, distribution, u, expected) => {
  const value = fromUniform(distribution, u)
  expect(value).toEqual(typeof expected === 'number' ? expect.closeTo(expected, 12) : expected)
  if (distribution.kind === 'q_uniform') expect(String(value)).toBe('0.3')
})
