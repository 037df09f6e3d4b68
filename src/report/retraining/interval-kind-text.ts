import type { Interval } from '../../analyze/statistics/intervals.js'

/** How an interval was found, as `95 %, t over seeds`. */
export function intervalKindText({ level, kind }: Interval): string {
  const how = kind === 't' ? 't over seeds' : 'binomial error over samples, which knows nothing of other seeds'
  return `${Number((level * 100).toPrecision(4))} %, ${how}`
}
