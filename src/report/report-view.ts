import type { Report } from '../analyze/report.js'
import { failureLines } from './failure-lines.js'
import { oneLine } from './one-line.js'
import { legendLines } from './ranking/legend-lines.js'
import { pointRanking } from './ranking/point-ranking.js'
import type { Ranking } from './ranking/ranking.js'
import { trialRanking } from './ranking/trial-ranking.js'
import { type ReportHead, reportHead } from './report-head.js'
import type { ReportOptions } from './report-options.js'
import { reuseLines } from './reuse-lines.js'

/** A report as a person reads it, before it is drawn: the terminal and Markdown show the same words and numbers. */
export interface ReportView extends ReportHead, Ranking {
  /** What the ranking comes to, in sentences. */
  readonly verdict: readonly string[]
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
  return {
    ...reportHead(report, where),
    ...ranking,
    verdict: byTrial ? [] : (analysis?.verdict ?? []).map(oneLine),
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
