import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { sampleScores } from '#sweep/analyze/comparison/sample-scores.js'
import { seedsToDecide } from '#sweep/analyze/comparison/seeds-to-decide.js'
import { comparePoints } from '#sweep/analyze/comparison/ties.js'
import { groupPoints } from '#sweep/analyze/points.js'
import { mean, variance } from '#sweep/analyze/statistics/variance.js'
import { randomStream } from '#sweep/core/random.js'
import type { Predictions } from '#sweep/core/run-data.js'
import { type GivenPoint, runData } from '../run-data.js'

interface Reference {
  readonly labels: readonly number[]
  readonly logits: readonly (readonly number[][])[]
  readonly scores: readonly { readonly metric: string; readonly value: number; readonly bootstrap: number }[]
  readonly crossed: Readonly<Record<string, Record<'p' | 'both' | 'alone', number>>>
  readonly single: Readonly<Record<string, number>>
  readonly seeds: readonly { readonly a: number[]; readonly b: number[]; readonly seeds: number }[]
}

// Figures of scikit-learn, SciPy and statsmodels: test/reference/make_comparison.py.
const reference: Reference = JSON.parse(
  readFileSync(new URL('../../reference/comparison.json', import.meta.url), 'utf8'),
)

function predictionsOf(logits: readonly number[], labels: readonly number[] = reference.labels): Predictions {
  const classes = ['angry', 'happy', 'sad']
  return {
    splits: ['PrivateTest'],
    classes,
    logits: Float32Array.from(logits),
    labels: Int32Array.from(labels),
    temperature: 1,
  }
}

function trial(metric: string, predictions: Predictions) {
  return { value: mean(sampleScores(metric, predictions)!), predictions }
}

function compare(points: readonly GivenPoint[], metric = 'val_accuracy') {
  const goal = metric === 'val_loss' ? 'minimize' : 'maximize'
  const data = runData(points, { metric: { name: metric, goal } })
  const groups = groupPoints(data.trials, data.run.sweep)
  return comparePoints(groups, data.run.sweep.metric, data.validation)
}

/** Both points of the reference with so many of their seeds. */
function referencePoints(metric: string, seeds: number): readonly GivenPoint[] {
  return reference.logits.map((runs, i) => [
    { lr: i },
    runs.slice(0, seeds).map((logits) => trial(metric, predictionsOf(logits))),
  ])
}

describe('what samples add to a metric', () => {
  // The logits are of single precision here.
  test.each(reference.scores)('has $metric as its mean', ({ metric, value }) =>
    expect(mean(sampleScores(metric, predictionsOf(reference.logits[1]![0]!))!)).toBeCloseTo(value, 6),
  )

  test.each(reference.scores)('has the error of $metric that a bootstrap finds', ({ metric, bootstrap }) => {
    const scores = sampleScores(metric, predictionsOf(reference.logits[1]![0]!))!
    const error = Math.sqrt(variance(scores) / scores.length)
    // Of 60 samples, to first order, against 4000 resamples. An absolute value bends downwards: four samples in a bin of
    // the calibration error have a smaller error than their slopes say.
    const [low, high] = metric === 'val_ece' ? [1, 1.3] : [0.94, 1.06]
    expect(error / bootstrap).toBeGreaterThan(low)
    expect(error / bootstrap).toBeLessThan(high)
  })

  test('is not known of a metric of another kind', () => {
    expect(sampleScores('val_speed', predictionsOf(reference.logits[0]![0]!))).toBeUndefined()
    expect(sampleScores('accuracy', predictionsOf(reference.logits[0]![0]!))).toBeUndefined()
  })
})

describe('comparing points', () => {
  test.each(Object.entries(reference.crossed))('over samples and seeds by %s', (metric, { p }) => {
    const { comparison, p: found } = compare(referencePoints(metric, 3), metric)
    expect(comparison).toMatchObject({ method: 'crossed', samples: 60, splits: ['PrivateTest'] })
    expect(found[0]).toBeNull()
    expect(found[1]! / p - 1).toBeCloseTo(0, 5)
  })

  test.each(Object.entries(reference.single))('over samples alone by %s', (metric, p) => {
    const { comparison, p: found } = compare(referencePoints(metric, 1), metric)
    expect(comparison?.method).toBe(metric === 'val_accuracy' ? 'mcnemar' : 'paired')
    expect(found[1]! / p - 1).toBeCloseTo(0, 5)
  })

  test('over seeds where no predictions were kept', () => {
    const { comparison, p } = compare([
      [{ lr: 1 }, [0.462, 0.451, 0.4705]],
      [{ lr: 2 }, [0.441, 0.4555, 0.438]],
    ])
    expect(comparison).toMatchObject({ method: 'welch', samples: null, splits: [] })
    // scipy.stats.ttest_ind(..., equal_var=False)
    expect(p).toEqual([null, expect.closeTo(0.10492559720167455, 12)])
  })

  test('takes a point with one seed to vary as the others do', () => {
    const { comparison, p } = compare([
      [{ lr: 1 }, [0.46, 0.45, 0.47]],
      [{ lr: 2 }, [0.2]],
    ])
    expect(comparison!.note).toContain('a point with one seed is taken to vary as the others do')
    // 0.26 / (0.01 sqrt(1/3 + 1)) with 2 degrees of freedom: scipy.stats.t.sf
    expect(p[1]).toBeCloseTo(2 * 0.0009832851207485283, 12)
  })

  test.each([1e100, 1e200])('tells the others apart where one point diverged to %d', (loss) => {
    const points: GivenPoint[] = [
      [{ lr: 1 }, [1, 1.1, 1.2]],
      [{ lr: 2 }, [5, 5.1, 5.2]],
      [{ lr: 3 }, [loss, 2 * loss, 3 * loss]],
    ]
    const { p } = compare(points, 'val_loss')
    expect(p[1]).toBeLessThan(0.001)
    expect(p[2]).toBeGreaterThan(0.05)
  })

  test('cannot be done with one seed and no predictions', () => {
    expect(
      compare([
        [{ lr: 1 }, [0.4]],
        [{ lr: 2 }, [0.1]],
      ]),
    ).toMatchObject({ comparison: null, p: [null, null] })
  })

  test.each([
    ['labels', predictionsOf(reference.logits[1]![0]!, reference.labels.toReversed())],
    ['splits', { ...predictionsOf(reference.logits[1]![0]!), splits: ['PublicTest'] }],
    ['classes', { ...predictionsOf(reference.logits[1]![0]!), classes: ['a', 'b', 'c', 'd'] }],
  ])('leaves out predictions of other %s', (_, predictions) => {
    const [best] = referencePoints('val_accuracy', 1)
    const { comparison } = compare([best!, [{ lr: 2 }, [{ value: 0.3, predictions }]]])
    expect(comparison).toBeNull()
  })

  test('leaves out predictions that do not give the value of their trial', () => {
    const [best] = referencePoints('val_accuracy', 1)
    const predictions = predictionsOf(reference.logits[1]![0]!)
    expect(compare([best!, [{ lr: 2 }, [{ value: 0.25, predictions }]]]).comparison).toBeNull()
  })

  test('hardly ever leaves out a point that is as good as the best', () => {
    const random = randomStream(3, 'equal points')
    let [left, runs] = [0, 0]
    for (; runs < 100; runs++) {
      const hardness = Array.from({ length: 40 }, () => random.normal())
      const points = Array.from({ length: 4 }, (_, lr): GivenPoint => {
        const runs = Array.from({ length: 3 }, () => {
          const skill = 0.6 + 0.3 * random.normal()
          const logits = hardness.flatMap((easy) => [skill + easy + random.normal(), random.normal(), random.normal()])
          return trial(
            'val_loss',
            predictionsOf(
              logits,
              hardness.map(() => 0),
            ),
          )
        })
        return [{ lr }, runs]
      })
      if (compare(points, 'val_loss').p.some((p) => p !== null && p < 0.05)) left++
    }
    expect(left / runs).toBeLessThan(0.05)
  })
})

describe('seeds that would decide', () => {
  test.each(reference.seeds)('are as many as statsmodels asks for: $seeds', ({ a, b, seeds }) => {
    const { points } = compare([
      [{ lr: 1 }, a],
      [{ lr: 2 }, b],
    ])
    expect(seedsToDecide(points, [1], 0.05)).toMatchObject({
      point: 1,
      seeds: Math.max(Math.ceil(seeds), a.length + 1),
    })
  })

  test('are not told by what nearly diverged', () => {
    const tame: GivenPoint[] = [
      [{ lr: 1 }, [0.5, 0.52, 0.54]],
      [{ lr: 2 }, [0.53, 0.55, 0.57]],
    ]
    const alone = seedsToDecide(compare(tame, 'loss').points, [1], 0.025)!
    const beside = seedsToDecide(compare([...tame, [{ lr: 3 }, [0.6, 3e7, 9e7]]], 'loss').points, [1, 2], 0.05)!
    expect(alone.seeds).toBeGreaterThan(3)
    expect(beside).toMatchObject({ point: 1 })
    expect(beside.seeds).toBeLessThanOrEqual(alone.seeds!)
  })

  test('are not known without a spread, nor enough for points that are level', () => {
    const level = compare([
      [{ lr: 1 }, [0.4, 0.6]],
      [{ lr: 2 }, [0.5, 0.5]],
    ])
    expect(seedsToDecide(level.points, [1], 0.05)).toMatchObject({
      seeds: null,
      note: expect.stringContaining('Not even 1000 seeds'),
    })
    expect(seedsToDecide(compare(referencePoints('val_accuracy', 1)).points, [1], 0.05)).toBeNull()
    expect(seedsToDecide(level.points, [], 0.05)).toBeNull()
  })
})
