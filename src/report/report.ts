import type { Analysis } from '../analyze/analysis.js'
import type { RankedTrial, Report } from '../analyze/report.js'
import { isFixed } from '../core/parameter.js'
import { csvText } from './csv.js'
import { countsText, failureLines, failureText, reuseLines } from './failures.js'
import type { ReportOptions } from './options.js'
import { legendLines, pointRanking, type Ranking, trialRanking } from './ranking.js'
import { oneLine, valueText } from './values.js'

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

/** How a report begins. */
interface ReportHead {
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

/**
 * The report as data for JSON, in full precision: `{run, sweep, metric: {name, goal}, counts, where, trials: [{rank, trial,
 * key, params, seed, status, value, best_step, steps, seconds, metrics}]}` and what an analysis adds; a failed trial also
 * has `error`, one that was taken over from another run `reused_from`, one that went on from a shorter trial that trial's
 * key as `continued_from`. `where` stands there only when trials were selected.
 */
export function reportRecord(report: Report, options: ReportOptions = {}) {
  const { run, sweep, metric, counts, trials } = report
  const { top, analysis, where } = options
  return {
    run,
    sweep,
    metric: { name: metric.name, goal: metric.goal },
    counts,
    ...(where && { where: where.text }),
    ...(analysis && analysisRecord(analysis, top)),
    trials: trials.slice(0, top).map(trialRecord),
  }
}

function trialRecord(trial: RankedTrial) {
  const { rank, number, key, params, seed, status, value, bestStep, steps, seconds, metrics, error } = trial
  const { reusedFrom, continuedFrom } = trial
  const record = {
    ...{ rank, trial: number, key, params, seed, status, value, best_step: bestStep, steps, seconds, metrics },
    ...(reusedFrom && { reused_from: reusedFrom }),
    ...(continuedFrom && { continued_from: continuedFrom }),
  }
  return status === 'failed' ? { ...record, error: error === null ? null : failureText(error) } : record
}

/**
 * What an analysis adds to a report, as data for JSON: `{verdict, warnings: [{kind, text}], comparison: {method, level,
 * samples, splits, note}, seeds_to_decide: {point, seeds, note}, points: [{rank, params, trials, keys, seeds, values, missing,
 * mean, deviation, interval: {low, high, level, kind}, tied, p, metrics}], effects: {parameters, interactions}}`. `top` keeps
 * the first points only, and `point` counts them from 0.
 */
function analysisRecord(analysis: Analysis, top: number = analysis.points.length) {
  const { verdict, warnings, comparison, seedsToDecide, points, effects } = analysis
  // Every key below these is one word, the same in both spellings.
  return { verdict, warnings, comparison, seeds_to_decide: seedsToDecide, points: points.slice(0, top), effects }
}

/**
 * The trials of reports as CSV (RFC 4180), in full precision: a header, then a line per trial; `params.lr` for each
 * parameter and `metrics.test_loss` for each result, so that none can be mistaken for a column of the report. Nothing
 * stands where the report has no number or the trial does not have the parameter. Of several reports the first column
 * names the run.
 */
export function renderCsv(reports: readonly Report[], { top }: ReportOptions = {}): string {
  const shown = reports.map((report) => ({ report, trials: report.trials.slice(0, top) }))
  const names = [...new Set(reports.flatMap(({ parameters }) => parameters.map(({ name }) => name)))]
  const results = [...new Set(shown.flatMap(({ trials }) => trials.flatMap(metricsOf)))].sort()
  const several = reports.length > 1
  const header = [
    ...(several ? ['run'] : []),
    ...['rank', 'trial', 'key'],
    ...names.map((name) => `params.${name}`),
    ...['seed', 'status', 'value', 'best_step', 'steps', 'seconds', 'error', 'reused_from', 'continued_from'],
    ...results.map((name) => `metrics.${name}`),
  ]
  const lines = shown.flatMap(({ report: { run }, trials }) =>
    trials.map((trial) => [...(several ? [run] : []), ...fieldsOf(trial, names, results)]),
  )
  return csvText([header, ...lines])
}

function metricsOf({ metrics }: RankedTrial): readonly string[] {
  return Object.keys(metrics ?? {})
}

function fieldsOf(trial: RankedTrial, names: readonly string[], results: readonly string[]) {
  const { rank, number, key, params, seed, status, value, bestStep, steps, seconds, error } = trial
  const { reusedFrom = null, continuedFrom = null } = trial
  const why = status === 'failed' && error !== null ? failureText(error) : null
  return [
    ...[rank, number, key],
    ...names.map((name) => (Object.hasOwn(params, name) ? valueText(params[name]!) : null)),
    ...[seed, status, value, bestStep, steps, seconds, why, reusedFrom, continuedFrom],
    ...results.map((name) => trial.metrics?.[name] ?? null),
  ]
}
