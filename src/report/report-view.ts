import type { FailureGroup } from '../analyze/group-failures.js'
import type { RankedTrial } from '../analyze/rank-trials.js'
import type { Report } from '../analyze/report.js'
import { isFixed } from '../core/parameter.js'
import { countsText } from './counts-text.js'
import { failureText } from './failure-text.js'
import { oneLine } from './one-line.js'
import { legendLines } from './ranking/legend-lines.js'
import { pointRanking } from './ranking/point-ranking.js'
import type { Ranking } from './ranking/ranking.js'
import { trialRanking } from './ranking/trial-ranking.js'
import type { ReportOptions } from './report-options.js'
import { valueText } from './value-text.js'

/** A report as a person reads it, before it is drawn: the terminal and Markdown show the same words and numbers. */
export interface ReportView extends Ranking {
  readonly title: string
  /** What the ranking comes to, in sentences. */
  readonly verdict: readonly string[]
  /** The trials by status and, where some were selected, which. */
  readonly counts: readonly string[]
  /** What was the same in all trials; empty when nothing was. */
  readonly fixed: string
  /** What the intervals and marks mean. */
  readonly legend: readonly string[]
  readonly warnings: readonly string[]
  /** What is left out, and why trials failed, shown or not. */
  readonly notes: readonly string[]
}

/**
 * A row per point where points have several seeds that were analysed, otherwise one per trial. Only searched parameters
 * become columns; measured numbers have four significant digits.
 */
export function reportView(report: Report, options: ReportOptions = {}): ReportView {
  const { analysis, byTrial = false, where, note } = options
  const byPoint = analysis !== undefined && !byTrial && analysis.points.some(({ seeds }) => seeds.length > 1)
  const ranking = byPoint ? pointRanking(analysis, options) : trialRanking(report, options)
  const fixed = report.parameters.filter(isFixed)
  const total = Object.values(report.counts).reduce((sum, count) => sum + count, 0)
  return {
    ...ranking,
    title: `${report.run} (sweep ${report.sweep}), ${report.metric.goal} ${oneLine(report.metric.name)}`,
    verdict: byTrial ? [] : (analysis?.verdict ?? []).map(oneLine),
    counts: [
      ...(where ? [`only where ${oneLine(where.text)}: ${total} of ${where.of} trials`] : []),
      countsText(report.counts),
    ],
    fixed: fixed.map(({ name, values }) => `${name} ${oneLine(valueText(values[0]))}`).join(', '),
    legend:
      byTrial || !analysis ? [] : legendLines(analysis.points.slice(0, options.top), analysis.comparison).map(oneLine),
    warnings: byTrial ? [] : (analysis?.warnings ?? []).map(({ text }) => oneLine(text)),
    notes: [
      ...(ranking.hidden === null ? [] : [ranking.hidden]),
      ...(note === undefined ? [] : [note]),
      ...reuseLines(report.trials),
      ...failureLines(report.failures),
    ],
  }
}

/** Which trials were not trained here from their beginning, of those that the report has. */
function reuseLines(trials: readonly RankedTrial[]): readonly string[] {
  const reused = new Map<string, number[]>()
  for (const { reusedFrom, number } of trials) {
    if (reusedFrom) reused.set(reusedFrom, [...(reused.get(reusedFrom) ?? []), number])
  }
  const continued = trials.filter(({ continuedFrom }) => continuedFrom).map(({ number }) => number)
  return [
    ...[...reused].map(([run, numbers]) => `${trialsText(numbers)} reused from run ${run}`),
    ...(continued.length === 0 ? [] : [`${trialsText(continued)} continued from finished trials`]),
  ]
}

function trialsText(numbers: readonly number[]): string {
  const sorted = [...numbers].sort((a, b) => a - b)
  const more = sorted.length - 5
  const shown = [...sorted.slice(0, 5).map(String), ...(more > 0 ? [`and ${more} more`] : [])].join(', ')
  return `trial${numbers.length === 1 ? '' : 's'} ${shown}`
}

/** Trials that failed for the same reason share a line: `trials 3, 7 failed: TypeError: …`. */
function failureLines(failures: readonly FailureGroup[]): readonly string[] {
  const lines = failures.map(({ error, trials, count }) => {
    const more = count - trials.length
    const numbers = [...trials.map(String), ...(more > 0 ? [`and ${more} more`] : [])].join(', ')
    return `trial${count === 1 ? '' : 's'} ${numbers} failed: ${oneLine(failureText(error))}`
  })
  return lines.length <= 5 ? lines : [...lines.slice(0, 5), `and ${lines.length - 5} more`]
}
