import type { Report } from '../analyze/report.js'
import { failureText } from './failure-text.js'
import type { ReportOptions } from './report-options.js'
import { valueText } from './value-text.js'

/**
 * The report's trials as CSV (RFC 4180), in full precision: a header, then a line per trial; `params.lr` for each
 * parameter, so that none can be mistaken for a column of the report. Nothing stands where the report has no number
 * or the trial does not have the parameter.
 */
export function renderCsv(report: Report, { top = report.trials.length }: ReportOptions = {}): string {
  const names = report.parameters.map(({ name }) => name)
  const header = [
    ...['rank', 'trial', 'key'],
    ...names.map((name) => `params.${name}`),
    ...['seed', 'status', 'value', 'best_step', 'steps', 'seconds', 'error', 'reused_from', 'continued_from'],
  ]
  const lines = report.trials.slice(0, top).map((trial) => {
    const { rank, number, key, params, seed, status, value, bestStep, steps, seconds, error } = trial
    const { reusedFrom = null, continuedFrom = null } = trial
    const why = status === 'failed' && error !== null ? failureText(error) : null
    return [
      ...[rank, number, key],
      ...names.map((name) => (Object.hasOwn(params, name) ? valueText(params[name]!) : null)),
      ...[seed, status, value, bestStep, steps, seconds, why, reusedFrom, continuedFrom],
    ]
  })
  return [header, ...lines].map((fields) => fields.map(fieldText).join(',')).join('\r\n')
}

function fieldText(field: string | number | null): string {
  const text = field === null ? '' : String(field)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
