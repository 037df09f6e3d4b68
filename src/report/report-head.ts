import type { Report } from '../analyze/report.js'
import { isFixed } from '../core/parameter.js'
import { countsText } from './counts-text.js'
import { oneLine } from './one-line.js'
import type { ReportOptions } from './report-options.js'
import { valueText } from './value-text.js'

/** How a report begins. */
export interface ReportHead {
  readonly title: string
  /** The trials by status and, where some were selected, which. */
  readonly counts: readonly string[]
  /** What was the same in all trials; empty when nothing was. */
  readonly fixed: string
}

/** What was run and how far it is, in words. */
export function reportHead(
  { run, sweep, metric, parameters, counts }: Report,
  where: ReportOptions['where'],
): ReportHead {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0)
  return {
    title: `${run} (sweep ${sweep}), ${metric.goal} ${oneLine(metric.name)}`,
    counts: [
      ...(where ? [`only where ${oneLine(where.text)}: ${total} of ${where.of} trials`] : []),
      countsText(counts),
    ],
    fixed: parameters
      .filter(isFixed)
      .map(({ name, values }) => `${name} ${oneLine(valueText(values[0]))}`)
      .join(', '),
  }
}
