import type { Comparison, RankedPoint } from '../../analyze/analysis.js'
import type { Interval } from '../../analyze/interval.js'
import { marks } from './marks.js'

/** What the intervals and marks of these points mean, and what they were measured on. */
export function legendLines(points: readonly RankedPoint[], comparison: Comparison | null): readonly string[] {
  const intervals = points.flatMap(({ interval }) => interval ?? [])
  const kinds = [...new Map(intervals.map((interval) => [interval.kind, interval])).values()]
  const tied = points.some((point) => point.tied)
  return [
    ...kinds.map(intervalLine),
    ...(comparison === null ? [] : [`${tied ? `${marks.tied} cannot be told from the best. ` : ''}${comparison.note}`]),
  ]
}

function intervalLine({ kind, level }: Interval): string {
  const percent = `${Number((level * 100).toPrecision(4))} %`
  switch (kind) {
    case 't':
      return `± ${percent} interval of the mean over seeds (Student's t)`
    case 'binomial':
      return `± ${percent} interval of one seed's accuracy over its samples (binomial): it knows nothing of other seeds`
    default:
      return kind satisfies never
  }
}
