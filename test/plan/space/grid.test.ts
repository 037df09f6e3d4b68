import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Json } from '#sweep/core/json.js'
import { canonicalJson } from '#sweep/core/json.js'
import type { ListParameter, Parameter } from '#sweep/core/parameter.js'
import type { Sweep } from '#sweep/core/sweep.js'
import type { Params } from '#sweep/core/trial.js'
import { countTrials, planCounts } from '#sweep/plan/space/space.js'
import { trialKey, trialsOf } from '#sweep/plan/trials.js'
import { pointsOf, sweepOf } from './space-of-sweep.js'

const optimizer = { name: 'optimizer', values: ['sgd', 'adam'] }
const lr = { name: 'lr', values: [0.1, 0.01] }
const momentum = { name: 'momentum', values: [0.9, 0.99], when: { match: { optimizer: ['sgd'] } } }

describe('a grid', () => {
  test('leaves a parameter out where its condition does not hold, so that equal points are one', () => {
    expect(pointsOf(sweepOf([optimizer, momentum]))).toEqual([
      { optimizer: 'sgd', momentum: 0.9 },
      { optimizer: 'sgd', momentum: 0.99 },
      { optimizer: 'adam' },
    ])
  })

  test('asks a condition on a parameter that stands further down, and on one that has a condition itself', () => {
    const nesterov = { name: 'nesterov', values: [true, false], when: { expression: 'momentum > 0.95' } }
    expect(pointsOf(sweepOf([nesterov, momentum, optimizer]))).toEqual([
      { optimizer: 'sgd', momentum: 0.9 },
      { nesterov: true, optimizer: 'sgd', momentum: 0.99 },
      { nesterov: false, optimizer: 'sgd', momentum: 0.99 },
      { optimizer: 'adam' },
    ])
  })

  test('moves parameters of one group together', () => {
    expect(
      pointsOf(sweepOf([optimizer, { name: 'epochs', values: [1, 2] }, lr], { zip: [['optimizer', 'lr']] })),
    ).toEqual([
      { optimizer: 'sgd', epochs: 1, lr: 0.1 },
      { optimizer: 'sgd', epochs: 2, lr: 0.1 },
      { optimizer: 'adam', epochs: 1, lr: 0.01 },
      { optimizer: 'adam', epochs: 2, lr: 0.01 },
    ])
  })

  test('leaves out what exclude names, and what breaks a constraint unless that hangs on an absent parameter', () => {
    const sweep = sweepOf([optimizer, lr, momentum], {
      exclude: [{ optimizer: 'sgd', lr: 0.1 }],
      constraints: ['momentum < 0.95'],
    })
    expect(pointsOf(sweep)).toEqual([
      { optimizer: 'sgd', lr: 0.01, momentum: 0.9 },
      { optimizer: 'adam', lr: 0.1 },
      { optimizer: 'adam', lr: 0.01 },
    ])
    expect(planCounts(sweep)).toEqual({
      points: 3,
      trials: 3,
      included: 0,
      dropped: [
        { rule: 'equal points, since a parameter is absent', points: 2 },
        { rule: 'exclude 1', points: 2 },
        { rule: 'when "momentum < 0.95"', points: 1 },
      ],
    })
  })

  test('takes what include adds to points that it fits, and as points of their own what fits none', () => {
    const include = [
      { optimizer: 'adam', beta: 0.5 },
      { optimizer: 'sgd', lr: 5 },
      { optimizer: 'adam', lr: 0.1 },
    ]
    const fixed = { name: 'epochs', values: [3] }
    const sweep = sweepOf([optimizer, lr, fixed], { include, exclude: [{ lr: 0.01 }] })
    expect(pointsOf(sweep)).toEqual([
      { optimizer: 'sgd', lr: 0.1, epochs: 3 },
      { optimizer: 'adam', lr: 0.1, epochs: 3, beta: 0.5 },
      { optimizer: 'sgd', lr: 5, epochs: 3 },
    ])
    expect(countTrials(sweep)).toBe(3)
  })

  test('takes an entry of include for a point of its own when run_cap ends before the points that it fits', () => {
    const include = [{ optimizer: 'adam' }, { optimizer: 'adam', beta: 1 }, { optimizer: 'sgd', beta: 2 }]
    expect(pointsOf(sweepOf([optimizer], { runCap: 1, include }))).toEqual([
      { optimizer: 'sgd', beta: 2 },
      { optimizer: 'adam' },
      { optimizer: 'adam', beta: 1 },
    ])
  })

  test('ends at run_cap', () => {
    const sweep = sweepOf([optimizer, lr], { runCap: 3, seeds: [0, 1] })
    expect(countTrials(sweep)).toBe(6)
    expect([...trialsOf(sweep)].map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6])
    expect(planCounts(sweep).dropped).toEqual([{ rule: 'run_cap 3', points: 1 }])
  })

  test('of 10^12 points is counted at once, with its rules', () => {
    const hundred = Array.from({ length: 100 }, (_, i) => i)
    const parameters = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => ({ name, values: hundred }))
    const sweep = sweepOf(parameters, { exclude: [{ a: 1, b: 2 }], constraints: ['c < d'] })
    expect(countTrials(sweep)).toBe(9999 * 4950 * 10000)
  })

  test('whose rules join more combinations than can be gone through is refused', () => {
    const many = Array.from({ length: 1000 }, (_, i) => i)
    const sweep = sweepOf(
      ['a', 'b', 'c'].map((name) => ({ name, values: many })),
      { constraints: ['a + b + c < 0'] },
    )
    expect(() => countTrials(sweep)).toThrow(/the rules of the sweep join a, b, c/)
  })

  test('is the same as going through all combinations and asking every rule of each', () => {
    fc.assert(
      fc.property(sweeps, (sweep) => {
        const trials = [...trialsOf(sweep)]
        const expected = slowPoints(sweep)
        expect(new Set(trials.map(({ params }) => canonicalJson(params)))).toEqual(new Set(expected.map(canonicalJson)))
        expect(trials).toHaveLength(expected.length)
        expect(countTrials(sweep)).toBe(expected.length)
        for (const { params, key, seed } of trials) {
          expect(key).toBe(trialKey('e', params, seed))
          const inOrder = sweep.parameters.map(({ name }) => name).filter((name) => name in params)
          expect(Object.keys(params)).toEqual(inOrder)
        }
        const dropped = planCounts(sweep).dropped.reduce((sum, { points }) => sum + points, 0)
        const all = sweep.parameters.reduce((n, parameter) => n * (parameter as ListParameter).values.length, 1)
        if (sweep.zip.length === 0) expect(all - dropped).toBe(expected.length)
      }),
      { numRuns: 300 },
    )
  })
})

const names = ['a', 'b', 'c', 'd']
const values = fc.uniqueArray(fc.constantFrom<Json>(0, 1, 2, 'x', true), { minLength: 1, maxLength: 3 })
const entry = fc.dictionary(fc.constantFrom(...names), fc.constantFrom<Json>(0, 1, 'x'), { minKeys: 1, maxKeys: 2 })
/** Conditions look at earlier names only, in either order of the file. */
const sweeps: fc.Arbitrary<Sweep> = fc
  .record({
    lists: fc.tuple(values, values, values, values),
    conditions: fc.tuple(
      ...names.map((_, i) => (i === 0 ? fc.constant(undefined) : fc.option(conditionOn(i), { nil: undefined }))),
    ),
    reversed: fc.boolean(),
    exclude: fc.array(entry, { maxLength: 2 }),
    constraints: fc.subarray(['a == b', 'c == 1 || d != 0', 'b in [0, "x"]']),
  })
  .map(({ lists, conditions, reversed, exclude, constraints }) => {
    const parameters = names.map((name, i): Parameter => {
      const when = conditions[i]
      return { name, values: lists[i]!, ...(when && { when: { match: when } }) }
    })
    return sweepOf(reversed ? parameters.reverse() : parameters, { exclude, constraints })
  })

function conditionOn(i: number) {
  return fc.constantFrom(...names.slice(0, i)).chain((name) => values.map((list) => ({ [name]: list })))
}

function slowPoints(sweep: Sweep): readonly Params[] {
  const parameters = [...sweep.parameters].sort((a, b) => (a.name < b.name ? -1 : 1)) as ListParameter[]
  let points: Record<string, Json>[] = [{}]
  for (const { name, values: list, when } of parameters) {
    points = points.flatMap((point) => {
      const match = when && 'match' in when ? Object.entries(when.match) : []
      const holds = match.every(([other, wanted]) => other in point && wanted.includes(point[other]!))
      return holds ? list.map((value) => ({ ...point, [name]: value })) : [point]
    })
  }
  const truths: Record<string, (point: Params) => boolean> = {
    'a == b': ({ a, b }) => a === undefined || b === undefined || a === b,
    'c == 1 || d != 0': ({ c, d }) => c === undefined || d === undefined || c === 1 || d !== 0,
    'b in [0, "x"]': ({ b }) => b === undefined || b === 0 || b === 'x',
  }
  return points
    .filter(
      (point) => !sweep.exclude.some((one) => Object.entries(one).every(([name, value]) => point[name] === value)),
    )
    .filter((point) => sweep.constraints.every((text) => truths[text]!(point)))
}
