import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { PointMean } from '#sweep/analyze/effects/factors.js'
import { importancesOf } from '#sweep/analyze/effects/importances.js'

interface Shares {
  readonly single: readonly number[]
  /** Of axes 0 and 1, 0 and 2, 1 and 2. */
  readonly pairs: readonly number[]
}

interface Reference {
  readonly grids: readonly { name: string; shape: readonly number[]; values: readonly number[]; shares: Shares }[]
  readonly forests: readonly {
    name: string
    points: readonly (readonly number[])[]
    values: readonly number[]
    shares: Shares
    explained: number
  }[]
}

const { grids, forests } = JSON.parse(readFileSync('test/reference/effects.json', 'utf8')) as Reference

const names = ['a', 'b', 'c']
type Values = (axis: number, index: number) => number | string | undefined

function importances(indices: readonly (readonly number[])[], y: readonly number[], valueAt: Values) {
  const points = indices.map((index, i): PointMean => {
    const params = names.flatMap((name, axis) => {
      const value = valueAt(axis, index[axis]!)
      return value === undefined ? [] : [[name, value]]
    })
    return { params: Object.fromEntries(params), seeds: [0], values: [y[i]!], mean: y[i]! }
  })
  const seen = (axis: number) => [...new Set(indices.map((index) => valueAt(axis, index[axis]!)))]
  const parameters = names.map((name, axis) => ({ name, values: seen(axis).filter((value) => value !== undefined) }))
  const { shares, forest } = importancesOf(parameters, points, [])
  const [single, pairs] = [shares!.single, shares!.pairs]
  return { single: [...single], pairs: [pairs[0]![1]!, pairs[0]![2]!, pairs[1]![2]!], forest: forest! }
}

function indicesOf([a, b, c]: readonly number[]): readonly (readonly number[])[] {
  return Array.from({ length: a! * b! * c! }, (_, i) => [Math.floor(i / (b! * c!)), Math.floor(i / c!) % b!, i % c!])
}

function expectNear(actual: Shares, expected: Shares, digits: number): void {
  for (const key of ['single', 'pairs'] as const) {
    actual[key].forEach((share, i) => {
      expect(share, `${key} ${i}`).toBeCloseTo(expected[key][i]!, digits)
    })
  }
}

describe('importances of a complete grid are those of the analysis of variance by NumPy, to ten digits', () => {
  test.each(grids.slice(0, 2))('$name, with numbers', ({ shape, values, shares }) => {
    expectNear(
      importances(indicesOf(shape), values, (_, index) => index * 10),
      shares,
      10,
    )
  })

  test.each(grids.slice(0, 2))('$name, with categories', ({ shape, values, shares }) => {
    expectNear(
      importances(indicesOf(shape), values, (_, index) => `value ${index}`),
      shares,
      10,
    )
  })

  test('where one parameter exists under a condition only', () => {
    const { shape, values, shares } = grids[2]!
    const all = indicesOf(shape).map((index, i) => ({ index, value: values[i]! }))
    const points = all.filter(({ index: [a, b] }) => a === 0 || b === 0)
    const indices = points.map(({ index: [a, b, c] }) => [a!, a === 0 ? b! : -1, c!])
    const found = importances(
      indices,
      points.map(({ value }) => value),
      (axis, index) => (index < 0 ? undefined : axis === 0 ? `value ${index}` : index),
    )
    expect(found.forest).toMatchObject({ trees: 1, coverage: 1, points: 20 })
    expectNear(found, shares, 10)
  })
})

describe('importances by a random forest are those by scikit-learn', () => {
  test.each(forests)('within 0.04: $name', ({ points, values, shares, explained }) => {
    const found = importances(points, values, (_, index) => index)
    for (const key of ['single', 'pairs'] as const) {
      found[key].forEach((share, i) => {
        expect(Math.abs(share - shares[key][i]!), `${key} ${i}`).toBeLessThan(0.04)
      })
    }
    expect(found.forest).toMatchObject({ trees: 64, points: values.length })
    expect(Math.abs(found.forest.explained! - explained)).toBeLessThan(0.1)
  })

  test('and the same to the last digit every time', () => {
    const { points, values } = forests[1]!
    const found = () => importances(points, values, (_, index) => index)
    expect(found()).toEqual(found())
  })
})
