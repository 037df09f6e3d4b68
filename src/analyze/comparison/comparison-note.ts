import type { Comparison } from '../analysis.js'
import type { ComparedPoint } from './compared-point.js'

/** What a note counts. */
export interface ComparisonCounts {
  readonly tests: number
  /** Points that were compared over seeds though others had predictions. */
  readonly alone: number
  /** Points that no test could be made of. */
  readonly untested: number
  readonly points: readonly ComparedPoint[]
}

/** How points were compared, and what that cannot tell. */
export function comparisonNote(
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
