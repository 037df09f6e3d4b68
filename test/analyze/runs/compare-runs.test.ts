import { expect, test } from 'vitest'
import { compareRuns } from '#sweep/analyze/run-comparison.js'
import type { Predictions } from '#sweep/core/run-data.js'
import { runDataOf } from './run-data-of.js'

const lr = { name: 'lr', values: [0.1, 0.01, 0.001] }
const epochs = (value: number) => ({ name: 'epochs', values: [value] })
const point = (rate: number) => ({ lr: rate })

/** As [lr, seed, value]. */
const run = (name: string, trials: readonly (readonly [number, number, number])[], rest = {}) =>
  runDataOf(
    name,
    [lr],
    trials.map(([rate, seed, value]) => [point(rate), seed, value] as const),
    rest,
  )

test('trials of the same seed are paired', () => {
  // scipy.stats.ttest_rel([0.6, 0.63, 0.61], [0.5, 0.52, 0.54]): t 7.7658, p 0.016180
  const a = run(
    'a',
    [0.5, 0.52, 0.54, 0.9].map((value, seed) => [0.1, seed, value]),
  )
  const b = run(
    'b',
    [0.6, 0.63, 0.61].map((value, seed) => [0.1, seed, value]),
  )
  const { points, worse, overall } = compareRuns(a, b)
  expect(points).toHaveLength(1)
  const { a: sideA, b: sideB, difference } = points[0]!
  expect([sideA.seeds, sideB.seeds]).toEqual([
    [0, 1, 2, 3],
    [0, 1, 2],
  ])
  // Over the seeds that both have.
  expect(sideA.mean).toBeCloseTo(0.52, 12)
  expect(difference).toMatchObject({ by: 'seed_pairs', count: 3 })
  expect(difference.value).toBeCloseTo(0.28 / 3, 12)
  expect(difference.p).toBeCloseTo(0.01618, 5)
  expect(overall).toMatchObject({ difference: { by: 'seed_pairs', value: difference.value } })
  expect(worse).toBe(false)
})

test('where seeds are others, Welch compares', () => {
  // scipy.stats.ttest_ind([0.6, 0.63, 0.61], [0.5, 0.52, 0.54], equal_var=False): p 0.0037870
  const a = run(
    'a',
    [0.5, 0.52, 0.54].map((value, seed) => [0.1, seed, value]),
  )
  const b = run(
    'b',
    [0.6, 0.63, 0.61].map((value, seed) => [0.1, seed + 2, value]),
  )
  const { difference } = compareRuns(a, b).points[0]!
  expect(difference).toMatchObject({ by: 'seeds', count: 6 })
  expect(difference.p).toBeCloseTo(0.003787, 6)
})

test('one trial each is compared on the samples that both predicted', () => {
  // 12 samples that only A has right, 2 that only B has, 6 that both have: scipy.stats.binomtest(2, 14): p 0.012939
  const rights = (only: readonly [number, number]) => Array.from({ length: 20 }, (_, i) => i >= only[0] && i < only[1])
  const [ofA, ofB] = [predictions(rights([0, 18])), predictions(rights([12, 20]))]
  const a = run('a', [[0.1, 0, 0.9]], { validation: new Map([['key-1', ofA]]) })
  const b = run('b', [[0.1, 0, 0.4]], { validation: new Map([['key-1', ofB]]) })
  const found = compareRuns(a, b)
  expect(found.points[0]!.difference).toMatchObject({ by: 'samples', count: 20 })
  expect(found.points[0]!.difference.value).toBeCloseTo(-0.5, 12)
  expect(found.points[0]!.difference.p).toBeCloseTo(0.012939, 6)
  // Corrected as one of two tests: that of the mean, which is the same, and that of the best points.
  expect(found.best!.difference.p).toBeCloseTo(2 * 0.012939, 5)
  expect(found.worse).toBe(true)
})

test('nothing is told of one trial each without predictions', () => {
  const { points, worse } = compareRuns(run('a', [[0.1, 0, 0.9]]), run('b', [[0.1, 0, 0.4]]))
  expect(points[0]!.difference).toEqual({ value: 0.4 - 0.9, interval: null, p: null, by: null, count: 0 })
  expect(worse).toBeNull()
})

test('what each run fixes at another value, or only one has, is said and set apart', () => {
  const momentum = { name: 'momentum', values: [0.9, 0.99] }
  const a = runDataOf(
    'a',
    [lr, epochs(5)],
    [
      [{ lr: 0.1, epochs: 5 }, 0, 0.5],
      [{ lr: 0.01, epochs: 5 }, 0, 0.7],
      [{ lr: 0.001, epochs: 5 }, 0, 0.6],
    ],
  )
  const b = runDataOf(
    'b',
    [lr, epochs(9), momentum],
    [
      [{ lr: 0.01, epochs: 9, momentum: 0.9 }, 0, 0.8],
      [{ lr: 0.01, epochs: 9, momentum: 0.99 }, 0, 0.9],
      [{ lr: 0.1, epochs: 9, momentum: 0.9 }, 0, 0.6],
      [{ lr: 0.2, epochs: 9, momentum: 0.9 }, 0, 0.1],
    ],
  )
  const { parameters, points, onlyA, onlyB, overall, best } = compareRuns(a, b)
  expect(parameters).toEqual([
    { name: 'epochs', a: [5], b: [9] },
    { name: 'momentum', a: null, b: [0.9, 0.99] },
  ])
  expect(points.map(({ params, a, b }) => [params, a.trials, b.trials])).toEqual([
    [{ lr: 0.01 }, [2], [1, 2]],
    [{ lr: 0.1 }, [1], [3]],
  ])
  expect(points[0]!.b.mean).toBeCloseTo(0.85, 12)
  expect([onlyA, onlyB]).toEqual([1, 1])
  expect(overall!.difference).toMatchObject({ by: 'points', count: 2 })
  expect(overall!.difference.value).toBeCloseTo(0.125, 12)
  expect([best!.params, best!.paramsOfB]).toEqual([
    { lr: 0.01, epochs: 5 },
    { lr: 0.01, epochs: 9, momentum: 0.99 },
  ])
})

test('the mean goes over points and seeds: neither a shift of some seeds nor of some points is taken for one of all', () => {
  // By point 0.02, 0.04 and 0.06 in the mean, by seed 0.01 and 0.07; nothing is left beside these.
  const shift = (i: number, seed: number) => 0.02 * i - 0.01 + 0.06 * seed
  const cells = (extra: (i: number, seed: number) => number) =>
    [0.1, 0.01, 0.001].flatMap((rate, i) => [0, 1].map((seed) => [rate, seed, 0.3 + 0.1 * i + extra(i, seed)] as const))
  const { overall } = compareRuns(
    run(
      'a',
      cells(() => 0),
    ),
    run('b', cells(shift)),
  )
  const { value, interval, p, by, count } = overall!.difference
  expect({ by, count }).toEqual({ by: 'points_and_seeds', count: 6 })
  expect(value).toBeCloseTo(0.04, 12)
  // Variances of the mean: 0.0004 / 3 by point, 0.0018 / 2 by seed; with SciPy's t of 1.303935 degrees of freedom:
  expect((interval!.high - interval!.low) / 2).toBeCloseTo(0.239883, 6)
  // 0.391874 alone; by Holm no less than twice that of the best points, 0.295167.
  expect(p).toBeCloseTo(2 * 0.295167, 5)
})

const rates = [0.1, 0.01, 0.001]
const seeds = [0, 1, 2, 3]
const grid = (value: (i: number, seed: number) => number) =>
  rates.flatMap((rate, i) => seeds.map((seed) => [rate, seed, value(i, seed)] as const))
const reference = grid((i, seed) => 0.5 + 0.1 * i + 0.01 * seed)
/** Worse by about 0.05 everywhere. */
const lower = grid((i, seed) => 0.45 + 0.1 * i + 0.01 * seed + 0.001 * ((seed * 7 + i) % 3))

test.each([
  ['B is worse everywhere', reference, lower, 'maximize', true],
  ['B is better everywhere', lower, reference, 'maximize', false],
  ['lower is better', reference, lower, 'minimize', false],
  ['lower is better, and B is higher', lower, reference, 'minimize', true],
  ['B is the same, bit for bit', reference, reference, 'maximize', false],
  // The mean over the points gains, and still the best point loses.
  [
    'only the best point is worse',
    reference,
    grid((i, s) => (i === 2 ? 0.6 : 0.61) + 0.01 * s + 1e-4 * (s % 2)),
    'maximize',
    true,
  ],
] as const)('worse: %s', (_name, a, b, goal, worse) => {
  const found = compareRuns(run('a', a, { goal }), run('b', b, { goal }))
  expect(found.worse).toBe(worse)
  expect(found.points.map(({ params }) => params.lr)).toEqual(goal === 'minimize' ? rates : [...rates].reverse())
  expect(found.overall!.difference).toMatchObject({ by: 'points_and_seeds', count: 12 })
})

/** Of two classes, the true one being the first; right where its logit is higher. */
function predictions(right: readonly boolean[]): Predictions {
  return {
    ...{ splits: ['held'], classes: ['yes', 'no'], temperature: 1, labels: new Int32Array(right.length) },
    logits: Float32Array.from(right.flatMap((each) => (each ? [1, 0] : [0, 1]))),
  }
}
