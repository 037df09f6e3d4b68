import type { RankedTrial, Report } from '../analyze/report.js'
import { analysisRecord } from './analysis-record.js'
import { failureText } from './failure-text.js'
import type { ReportOptions } from './report-options.js'

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
