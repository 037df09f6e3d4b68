import type { Interval } from '../../analyze/statistics/intervals.js'
import { levelText } from './level-text.js'

/** What the `±` of a ranking means. */
export function intervalLine({ kind, level }: Interval): string {
  const percent = levelText(level)
  switch (kind) {
    case 't':
      return `± ${percent} interval of the mean over seeds (Student's t)`
    case 'binomial':
      return `± ${percent} interval of one seed's accuracy over its samples (binomial): it knows nothing of other seeds`
    default:
      return kind satisfies never
  }
}
