import { describe, expect, test } from 'vitest'
import { seedsToDecide } from '#sweep/analyze/comparison/seeds-to-decide.js'
import { type ComparedPoint, crossedTest } from '#sweep/analyze/comparison/tests.js'
import { groupPoints, rankPoints } from '#sweep/analyze/points.js'
import { tTestP } from '#sweep/analyze/statistics/distributions.js'
import { beyondEdge } from '#sweep/analyze/warnings.js'
import { runData } from './run-data.js'

// What stands at an edge where a slip of one would go unnoticed elsewhere.

describe('the crossed test', () => {
  const samples = 101
  const scores = (mean: number) => Float64Array.from({ length: samples }, (_, i) => mean + (i - 50) / 50)
  const point = (
    mean: number,
    by: Partial<ComparedPoint['profile'] & object>,
    seedVariance: number,
  ): ComparedPoint => ({
    mean,
    seeds: 100,
    spread: { variance: seedVariance, degrees: 99, pooled: false },
    profile: { scores: scores(0), interaction: 0, ...by },
  })

  test('is never surer than samples alone allow, however large the interaction seems', () => {
    // By sample the difference has the variance of i / 50 for i from -50 to 50; by seed next to none.
    const a = point(0.2, { scores: scores(0.2), interaction: 1 }, 1e-12)
    const b = point(0, { scores: new Float64Array(samples) }, 1e-12)
    const squares = Array.from({ length: samples }, (_, i) => ((i - 50) / 50) ** 2).reduce((sum, each) => sum + each)
    const alone = tTestP(0.2 / Math.sqrt(squares / (samples - 1) / samples), samples - 1)
    expect(alone).toBeGreaterThan(1e-4)
    expect(crossedTest(a, b)).toBeCloseTo(alone, 8)
  })

  test('is never surer than seeds alone allow', () => {
    const a = point(0.5, { interaction: 1 }, 4)
    const b = point(0, {}, 4)
    // Equal scores by sample; (4 + 4) / 100 by seed, with 198 degrees of freedom.
    expect(crossedTest(a, b)).toBeCloseTo(tTestP(0.5 / Math.sqrt(0.08), 198), 10)
  })
})

// Least numbers with a power of 80 % in a two-sided t-test at 5 % with 2 n - 2 degrees of freedom, by SciPy's noncentral t;
// one more degree would make them 5, 3 and 2.
test.each([
  [2, 6],
  [3, 4],
  [5, 3],
])('points %d deviations apart need %d seeds', (difference, seeds) => {
  const point = (mean: number) => ({
    ...{ mean, seeds: 2, profile: null },
    spread: { variance: 1, degrees: 1e9, pooled: false },
  })
  expect(seedsToDecide([point(difference), point(0)], [1], 0.05)?.seeds).toBe(seeds)
})

test('the deviation of a point with one seed is not known', () => {
  const data = runData([
    [{ lr: 1 }, [0.5]],
    [{ lr: 2 }, [0.4, 0.2]],
  ])
  const groups = groupPoints(data.trials, data.run.sweep)
  const ranked = rankPoints(groups, data.run.sweep.metric.name, data, [
    { tied: false, p: null },
    { tied: false, p: 0.5 },
  ])
  expect(ranked[0]!.deviation).toBeNull()
  expect(ranked[1]!.deviation).toBeCloseTo(0.1 * Math.SQRT2, 12)
})

test.each([
  ['a factor of 1.5 is a ratio', [2, 3], 'largest', 5],
  ['less than that is a distance', [3, 4], 'largest', 5],
  ['just below it is a distance too', [200, 299], 'largest', 398],
  ['at it a ratio', [200, 300], 'largest', 450],
  ['towards zero as well', [200, 300], 'smallest', 133],
] as const)('beyond an edge %s', (_, numbers, side, next) => {
  expect(beyondEdge(numbers, side)).toBe(next)
})
