import type { Interval } from '../../../analyze/statistics/intervals.js'

/** What error bars mean, a sentence for each kind of interval that occurs, without its full stop. */
export function intervalNote(intervals: readonly (Interval | null)[]): readonly string[] {
  const found = intervals.filter((interval) => interval !== null)
  const level = `${Math.round((found[0]?.level ?? 0) * 100)} %`
  const kinds = new Set(found.map(({ kind }) => kind))
  if (kinds.size === 0) return ['Without error bars: neither seeds nor samples tell one']
  return [
    ...(kinds.has('t') ? [`Error bars: ${level} interval of the mean over seeds (t)`] : []),
    ...(kinds.has('binomial')
      ? [
          `Error bars${kinds.has('t') ? ' of single seeds' : ''}: ${level} interval of one accuracy over samples, which knows nothing of other seeds`,
        ]
      : []),
  ]
}
