import type { Comparison, RankedPoint } from '../../analyze/analysis.js'
import { intervalLine } from './interval-line.js'
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
