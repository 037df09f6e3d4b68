import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { analyzeRun } from '#sweep/analyze/run-analysis.js'
import { lineThrough } from '#sweep/analyze/statistics/tests.js'
import { beyondEdge, disagreeingSeeds } from '#sweep/analyze/warnings.js'
import type { Predictions } from '#sweep/core/run-data.js'
import type { Metric } from '#sweep/core/sweep.js'
import { type GivenPoint, type GivenTrial, runData } from './run-data.js'

// Figures of SciPy and statsmodels: test/reference/make_comparison.py.
const reference: {
  readonly components: { readonly groups: number[][]; readonly seeds: number; readonly points: number }
  readonly line: { readonly points: [number, number][]; readonly slope: number; readonly p: number }
} = JSON.parse(readFileSync(new URL('../reference/comparison.json', import.meta.url), 'utf8'))

/** A trial that says of the first `hits` of so many samples what they are. */
function accurate(hits: number, samples: number, scores: Record<string, number> = {}): GivenTrial {
  const labels = new Int32Array(samples)
  const logits = Float32Array.from({ length: samples * 2 }, (_, at) => (at % 2 === (at / 2 < hits ? 0 : 1) ? 1 : 0))
  const predictions: Predictions = {
    splits: ['PrivateTest'],
    classes: ['sad', 'happy'],
    logits,
    labels,
    temperature: 1,
  }
  return { value: hits / samples, predictions, metrics: { val_accuracy: hits / samples, ...scores } }
}

/** Readings of one metric, a step each. */
function learning(name: string, values: readonly number[]): Partial<GivenTrial> {
  const readings = values.map((value, i) => ({ step: i + 1, metrics: { [name]: value }, seconds: 1 }))
  const best = Math.max(...values)
  return { readings, steps: values.length, bestStep: values.indexOf(best) + 1 }
}

function warnings(points: readonly GivenPoint[], ...rest: [Parameters<typeof runData>[1]?, number?]) {
  return Object.fromEntries(analyzeRun(runData(points, ...rest)).warnings.map(({ kind, text }) => [kind, text]))
}

describe('points', () => {
  const { points } = analyzeRun(
    runData([
      [{ lr: 0.1 }, [0.25, 0.75]],
      [{ lr: 0.2 }, [0.5, 0.5]],
      [{ lr: 0.3 }, [0.875, null]],
      [{ lr: 0.4 }, [null, null]],
      [{ lr: 0.5 }, [{ ...accurate(50, 100), seed: 1 }, null]],
    ]),
  )

  test('are ranked by the mean over seeds; equal means share a rank', () => {
    expect(points.map(({ rank, params, mean, missing }) => [rank, params.lr, mean, missing])).toEqual([
      [1, 0.3, 0.875, 1],
      [2, 0.1, 0.5, 0],
      [2, 0.2, 0.5, 0],
      [2, 0.5, 0.5, 1],
    ])
  })

  test('have an interval by t over seeds or, for one, by the number of samples', () => {
    expect(points.map(({ interval }) => interval?.kind)).toEqual([undefined, 't', 't', 'binomial'])
    // statsmodels' proportion_confint(50, 100, method='wilson')
    expect(points[3]!.interval!.low).toBeCloseTo(0.4038315303659956, 12)
  })
})

describe('the verdict', () => {
  test('of three seeds with predictions', () => {
    const point = (lr: number, hits: readonly number[]): GivenPoint => [
      { optimizer: lr > 0.1 ? 'sgd' : 'adam', lr, width: 1 },
      hits.map((each) => accurate(each, 1000, { test_accuracy: each / 1000 - 0.02 })),
    ]
    const data = runData([point(0.1, [700, 710, 690]), point(0.2, [695, 705, 697]), point(0.01, [300, 310, 305])])
    expect(analyzeRun(data).verdict.join('\n')).toMatchInlineSnapshot(`
      "Best is optimizer adam, lr 0.1: val_accuracy 0.700 on PrivateTest (mean of 3 seeds, 95 % interval over seeds 0.675 to 0.725).
      It cannot be told from 1 other point: optimizer sgd, lr 0.2.
      Not even 1000 seeds per point would tell it from the tied point, if they differ no more than they seem to.
      Its fair score is test_accuracy 0.680 (95 % interval 0.655 to 0.705): that split had no part in the choice.
      Its val_accuracy on PrivateTest is optimistic: it is the highest of 3 points; expect worse on new data.
      Of the parameters, lr explains 100 % of the variance alone: best at 0.1 (mean 0.7), worst at 0.01 (0.305)."
    `)
  })

  test('of one seed with predictions', () => {
    const point = (lr: number, hits: number): GivenPoint => [{ lr }, [accurate(hits, 1000)]]
    expect(analyzeRun(runData([point(1, 700), point(2, 300)])).verdict.join('\n')).toMatchInlineSnapshot(`
      "Best is lr 1: val_accuracy 0.700 on PrivateTest (seed 0 alone, 95 % interval 0.671 to 0.728 by chance of the 1,000 samples; other seeds are not in it).
      It is better than the other point by more than chance explains, as far as one seed each can tell.
      Its val_accuracy on PrivateTest is optimistic: it is the highest of 2 points; expect worse on new data."
    `)
  })

  test('of one seed without predictions', () => {
    const metric: Metric = { name: 'error', goal: 'minimize' }
    expect(
      analyzeRun(
        runData(
          [
            [{ lr: 1 }, [0.5]],
            [{ lr: 2 }, [0.25]],
          ],
          { metric },
        ),
      ).verdict.join('\n'),
    ).toMatchInlineSnapshot(`
      "Best is lr 2: error 0.25 (seed 0 alone).
      Whether it is really better than the others cannot be told: every point has one seed, and no predictions were kept that tell this metric sample by sample.
      Its error is optimistic: it is the lowest of 2 points; expect worse on new data."
    `)
  })

  test('of one seed by the test split', () => {
    const { validation, ...data } = runData([[{ lr: 1 }, [accurate(700, 1000)]]], {
      metric: { name: 'test_accuracy', goal: 'maximize' },
    })
    const { verdict } = analyzeRun({ ...data, validation: new Map(), test: validation })
    expect(verdict[0]).toMatchInlineSnapshot(
      `"The only complete point: test_accuracy 0.700 on PrivateTest (seed 0 alone, 95 % interval 0.671 to 0.728 by chance of the 1,000 samples; other seeds are not in it)."`,
    )
  })

  test('tells of a parameter where seeds do not explain it as well, and of an interaction worth a sentence', () => {
    const told = (noise: number) => {
      const grid = [1, 2, 3].flatMap((lr) => ['adam', 'sgd'].map((optimizer) => ({ lr, optimizer })))
      const points = grid.map((params, i): GivenPoint => {
        return [params, [0, 1, 2].map((seed) => 0.1 * params.lr + noise * ((i * 5 + seed * 2) % 7))]
      })
      return analyzeRun(runData(points)).verdict.filter((text) => /^(Of the parameters|Parameters depend)/.test(text))
    }
    expect(told(0.001)).toEqual([expect.stringMatching(/^Of the parameters, lr explains \d+ % /)])
    expect(told(1)).toEqual([])
  })

  test('of nothing', () => {
    const { verdict, points, comparison } = analyzeRun(runData([[{ lr: 1 }, [null]]]))
    expect({ verdict, points, comparison }).toEqual({
      verdict: ['No trial of 1 is complete: there is nothing to rank by val_accuracy.'],
      points: [],
      comparison: null,
    })
    expect(analyzeRun({ ...runData([]), total: 0 }).verdict).toEqual([
      'No trial was selected: there is nothing to rank by val_accuracy.',
    ])
  })
})

describe('a warning', () => {
  const rising = [0.1, 0.2, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55]

  test('of a metric that was still improving', () => {
    const trial = { value: 0.55, ...learning('val_accuracy', rising) }
    const { still_improving: text } = warnings([
      [{ lr: 1, epochs: 8 }, [trial, trial]],
      [{ lr: 2, epochs: 8 }, [trial, trial]],
      [{ lr: 3, epochs: 8 }, [trial, 0.5]],
    ])
    expect(text).toMatchInlineSnapshot(
      `"The best point was still improving at the last of 8 steps (val_accuracy by 0.05 a step), as was 1 of the 2 others: train longer (epochs: 16, say); the order may change."`,
    )
    const [point, other] = [[{ lr: 1 }, [trial, trial]] as GivenPoint, [{ lr: 2 }, [trial, trial]] as GivenPoint]
    expect(warnings([point]).still_improving).toMatch(/\(val_accuracy by 0\.05 a step\): train longer\.$/)
    expect(warnings([point, other]).still_improving).toContain(
      ', as was the other: train longer; the order may change.',
    )
    const flat = { value: 0.5, ...learning('val_accuracy', [0.1, 0.4, 0.48, 0.47, 0.49, 0.47, 0.48, 0.5]) }
    expect(warnings([[{ lr: 1 }, [flat]]])).not.toHaveProperty('still_improving')
    const past = { value: 0.6, ...learning('val_accuracy', [0.6, ...rising]) }
    expect(warnings([[{ lr: 1 }, [past]]])).not.toHaveProperty('still_improving')
  })

  test('of the best value at the edge of its list', () => {
    const at = (best: number): GivenPoint[] =>
      [0.001, 0.01, 0.1].map((lr) => [{ lr, momentum: 0.9 }, [lr === best ? 0.7 : 0.5]])
    expect(warnings(at(0.1)).edge).toMatchInlineSnapshot(
      `"The best lr, 0.1, is the largest that was tried (0.001, 0.01, 0.1): a better val_accuracy may lie beyond; try 1."`,
    )
    expect(warnings(at(0.001)).edge).toContain('is the smallest')
    expect(warnings(at(0.01))).not.toHaveProperty('edge')
  })

  test.each([
    [[0.01, 0.1], 'largest', 1],
    [[0.001, 0.01], 'smallest', 0.0001],
    [[10, 20, 30], 'largest', 40],
    [[16, 32, 64], 'largest', 128],
    [[16, 20, 24], 'largest', 28],
    [[10, 14], 'smallest', 6],
    [[0.5, 0.9], 'largest', 0.95],
    [[0.3, 0.4, 0.5], 'smallest', 0.2],
    [[3, 5, 8], 'smallest', 2],
  ] as const)('suggests beyond %s, %s, %d', (numbers, side, next) =>
    expect(beyondEdge(numbers, side)).toBeCloseTo(next, 12),
  )

  test('suggests whole numbers in full, and none below the fewest layers', () => {
    const best = (values: readonly number[], best: number): GivenPoint[] =>
      values.map((value) => [{ value }, [value === best ? 0.7 : 0.5]])
    expect(warnings(best([256, 512], 512)).edge).toMatch(/may lie beyond; try 1024\.$/)
    expect(warnings(best([1, 2, 3], 1)).edge).toMatch(/may lie beyond\.$/)
  })

  test('of seeds that differ more than points do, by a one-way analysis of variance', () => {
    const { groups, seeds, points } = reference.components
    const found = analyzeRun(runData(groups.map((values, lr) => [{ lr }, values])))
    const [warning] = disagreeingSeeds(found)
    expect(warning!.text).toContain(
      `by ${seeds.toPrecision(2)} from seed to seed and by ${Number(points.toPrecision(2))} from point to point`,
    )
    expect(
      warnings([
        [{ lr: 1 }, [0.5, 0.51]],
        [{ lr: 2 }, [0.8, 0.81]],
      ]),
    ).not.toHaveProperty('seeds_disagree')
  })

  test('of failures, of trials that have not finished, and of too few', () => {
    const error = {
      class: 'diverged',
      name: 'DivergedError',
      message: 'val_loss is NaN at step 2.\nMore',
      stack: '',
    } as const
    const failed = { value: null, error }
    const found = warnings(
      [
        [{ lr: 1 }, [0.5, failed]],
        [{ lr: 2 }, [failed, { value: null, status: 'running' }]],
      ],
      {},
      6,
    )
    expect(found).toMatchInlineSnapshot(`
      {
        "failures": "2 of 6 trials failed: DivergedError: val_loss is NaN at step 2. Points are ranked without their failed seeds.",
        "too_few_trials": "One point is complete: there is nothing to compare it with.",
        "unfinished": "3 of 6 trials have not finished: the ranking may change when they do (sweep resume lines-1). The best point itself has 1 of its 2 seeds.",
      }
    `)
    const alone: GivenPoint[] = [1, 2].map((lr) => [{ lr }, [0.5 / lr]])
    expect(warnings(alone).too_few_trials).toMatch(/^Every point has one seed: .*three or more \(seeds: 3\)\.$/)
    expect(warnings(alone, { seeds: [0, 1, 2, 3] }, 8).too_few_trials).toMatch(/the sweep asks for 4 of each\.$/)
    expect(warnings([[{ lr: 1 }, [0.5, null]]]).failures).toMatch(/The best point itself has 1 of its 2 seeds\.$/)
    expect(
      warnings([
        [{ lr: 1 }, [0.5, 0.4, 0.3]],
        [{ lr: 2 }, [0.4]],
      ]),
    ).not.toHaveProperty('too_few_trials')
  })
})

test('the line of least squares is that of SciPy', () => {
  const { points, slope, p } = reference.line
  const line = lineThrough(points)
  expect(line.slope).toBeCloseTo(slope, 12)
  expect(line.p).toBeCloseTo(p, 12)
})
