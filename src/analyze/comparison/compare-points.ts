import type { Metric } from '../../core/sweep.js'
import type { Comparison } from '../analysis.js'
import type { Point } from '../points/group-points.js'
import type { Predictions } from '../predictions.js'
import { holm } from '../statistics/holm.js'
import type { ComparedPoint } from './compared-point.js'
import { comparisonNote } from './comparison-note.js'
import { crossedTest } from './crossed-test.js'
import { profilesOf } from './profiles-of.js'
import { samplesTest } from './samples-test.js'
import { seedSpreads } from './seed-spreads.js'
import { seedTerms } from './seed-terms.js'
import { termsTest } from './terms-test.js'

export interface ComparedPoints {
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
