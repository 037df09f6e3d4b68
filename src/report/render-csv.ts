import type { RankedTrial, Report } from '../analyze/report.js'
import { csvText } from './csv-text.js'
import { failureText } from './failure-text.js'
import type { ReportOptions } from './report-options.js'
import { valueText } from './value-text.js'

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
