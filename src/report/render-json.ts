import type { RankedTrial } from '../analyze/rank-trials.js'
import type { Report } from '../analyze/report.js'
import { failureText } from './failure-text.js'
import type { ReportOptions } from './report-options.js'

/**
 * The report as one JSON object, in full precision: `{run, sweep, metric: {name, goal}, counts, trials: [{rank, trial,
 * key, params, seed, status, value, best_step, steps, seconds}]}`; a failed trial also has `error`, one that was taken
 * over from another run `reused_from`, one that went on from a shorter trial that trial's key as `continued_from`.
 */
export function renderJson(report: Report, { top = report.trials.length }: ReportOptions = {}): string {
  const { run, sweep, metric, counts, trials } = report
  const record = {
    run,
    sweep,
    metric: { name: metric.name, goal: metric.goal },
    counts,
    trials: trials.slice(0, top).map(trialRecord),
  }
  return JSON.stringify(record, null, 2)
}

function trialRecord(trial: RankedTrial) {
  const { rank, number, key, params, seed, status, value, bestStep, steps, seconds, error } = trial
  const { reusedFrom, continuedFrom } = trial
  const record = {
    ...{ rank, trial: number, key, params, seed, status, value, best_step: bestStep, steps, seconds },
    ...(reusedFrom && { reused_from: reusedFrom }),
    ...(continuedFrom && { continued_from: continuedFrom }),
  }
  return status === 'failed' ? { ...record, error: error === null ? null : failureText(error) } : record
}
