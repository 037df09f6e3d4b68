import type { Predictions } from '../../core/run-data.js'
import type { Metric } from '../../core/sweep.js'
import type { Comparison } from '../analysis.js'
import type { Point } from '../points.js'
import { holm } from '../statistics/tests.js'
import { profilesOf } from './profiles.js'
import { type ComparedPoint, crossedTest, samplesTest, seedSpreads, seedTerms, termsTest } from './tests.js'

interface ComparedPoints {
  /** Null where no point could be tested. */
  readonly comparison: Comparison | null
  /** By point, after Holm's correction; null for the best one and where no test was made. */
  readonly p: readonly (number | null)[]
  /** What the tests were made from. */
  readonly points: readonly ComparedPoint[]
}

const level = 0.05

/**
 * Tests every point against the best one, the first. With Holm's correction, the points that are not told from it hold
 * the one that is best in truth with a chance of 95 % at least: that it is left out takes one of the tests to err.
 */
export function comparePoints(
  points: readonly Point[],
  metric: Metric,
  validation: ReadonlyMap<string, Predictions>,
): ComparedPoints {
  const found = profilesOf(points, metric, validation)
  const spreads = seedSpreads(points)
  const compared = points.map(({ mean, values }, i) => {
    return { mean, seeds: values.length, spread: spreads[i]!, profile: found?.profiles[i] ?? null }
  })
  const [best, ...others] = compared
  if (!best || others.length === 0) return { comparison: null, p: compared.map(() => null), points: compared }

  const binary = /_(accuracy|top2)$/.test(metric.name) && !metric.name.endsWith('balanced_accuracy')
  const method = found === null ? 'welch' : best.spread !== null ? 'crossed' : binary ? 'mcnemar' : 'paired'
  const tests = others.map((other) => test(best, other, binary))
  const made = tests.filter((p) => p !== null)
  const corrected = holm(made)[Symbol.iterator]()
  const p = [null, ...tests.map((test) => (test === null ? null : corrected.next().value!))]
  if (made.length === 0) return { comparison: null, p, points: compared }

  const alone = others.filter(({ profile }, i) => found !== null && profile === null && tests[i] !== null).length
  const facts = { method, level, samples: found?.samples ?? null, splits: found?.splits ?? [] } as const
  const note = comparisonNote(facts, {
    tests: made.length,
    alone,
    untested: others.length - made.length,
    points: compared,
  })
  return { comparison: { ...facts, note }, p, points: compared }
}

function test(best: ComparedPoint, other: ComparedPoint, binary: boolean): number | null {
  const terms = seedTerms(best, other)
  if (terms === null) return samplesTest(best, other, binary)
  return crossedTest(best, other) ?? termsTest(best.mean - other.mean, terms)
}

/** What a note counts. */
interface ComparisonCounts {
  readonly tests: number
  /** Points that were compared over seeds though others had predictions. */
  readonly alone: number
  /** Points that no test could be made of. */
  readonly untested: number
  readonly points: readonly ComparedPoint[]
}

/** How points were compared, and what that cannot tell. */
function comparisonNote(
  { method, level, samples, splits }: Omit<Comparison, 'note'>,
  { tests, alone, untested, points }: ComparisonCounts,
): string {
  const images = `the same ${samples?.toLocaleString('en-US')} samples of ${splits.join(' and ')}`
  const bar = `at ${level * 100} %${tests > 1 ? ` with Holm's correction for ${tests} comparisons` : ''}`
  const fewest = Math.min(...points.map(({ seeds }) => seeds))
  const exceptions = [
    ...(points[0]!.seeds > 1 && points[0]!.seeds < 5
      ? [`${points[0]!.seeds} seeds show little of their spread, so that only large differences pass`]
      : []),
    ...(fewest === 1 && (method === 'crossed' || method === 'welch')
      ? ['a point with one seed is taken to vary as the others do']
      : []),
    ...(alone > 0 ? [`${count(alone)} without predictions that compare: over seeds alone`] : []),
    ...(untested > 0 ? [`${count(untested)} could not be compared and counts as tied`] : []),
  ]
  return `${[sentence(), ...exceptions].join('; ')}.`

  function sentence(): string {
    switch (method) {
      case 'crossed':
        return `Compared with the best point on ${images} and over seeds (both tests, over samples with seeds and over seeds alone, have to tell them apart), ${bar}`
      case 'mcnemar':
        return `Compared with the best network on ${images} by McNemar's exact test, ${bar}; one seed each cannot tell how much another seed would change`
      case 'paired':
        return `Compared with the best network on ${images} by a paired t-test, ${bar}; one seed each cannot tell how much another seed would change`
      case 'welch':
        return `Compared with the best point over seeds by Welch's t-test, ${bar}`
      default:
        return method satisfies never
    }
  }
}

function count(points: number): string {
  return points === 1 ? '1 point' : `${points} points`
}
