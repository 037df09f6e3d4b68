import type { RunTotals } from '../../../analyze/figures/timeline.js'
import type { RankedTrial } from '../../../analyze/report.js'
import { isFixed } from '../../../core/parameter.js'
import type { AttemptRow } from '../../../core/run-data.js'
import { showDuration } from '../../../core/texts.js'
import { reasonText } from '../../failures.js'
import { numberText, paramText } from '../../values.js'
import { type HtmlInput, html } from '../html.js'
import { type DataCell, dataTable, parameterCells, trialFilter } from './data-table.js'
import { dayText, type Section, trialLinks } from './section.js'

/** Every trial that was ever begun, in a table that sorts and filters. */
export function trials({ analysis: { report, metric } }: HtmlInput): Section {
  const parameters = parameterCells(report.parameters)
  const metrics = [...new Set(report.trials.flatMap((trial) => Object.keys(trial.metrics ?? {})))]
  const cells = (trial: RankedTrial): readonly DataCell[] => [
    { shown: trial.number },
    { shown: trial.rank },
    ...parameters.cells(trial.params),
    { shown: trial.seed },
    numberCell(trial.value),
    { shown: trial.bestStep },
    { shown: trial.steps },
    { shown: showDuration(trial.seconds), value: Number(trial.seconds.toFixed(3)) },
    { shown: html`<span class="status ${trial.status}">${trial.status}</span>` },
    ...metrics.map((name) => numberCell(trial.metrics?.[name] ?? null)),
  ]
  const fixed = report.parameters
    .filter(isFixed)
    .map(({ name, values: [value] }) => `${name} ${paramText({ [name]: value }, name)}`)
  const number = (header: string) => ({ header, type: 'number' }) as const
  return {
    id: 'trials',
    heading: 'Trials',
    body: html`${trialFilter('all-trials', report)}
${dataTable({
  id: 'all-trials',
  caption:
    report.trials.length === 1 ? 'The one trial that was begun' : `All ${report.trials.length} trials that were begun`,
  columns: [
    number('trial'),
    number('rank'),
    ...parameters.columns,
    ...['seed', metric.name, 'best step', 'steps', 'time'].map(number),
    { header: 'status', type: 'text' },
    ...metrics.map(number),
  ],
  rows: report.trials.map((trial) => ({
    id: `trial-${trial.number}`,
    class: trial.rank === 1 ? 'best' : trial.status,
    cells: cells(trial),
  })),
})}
${fixed.length > 0 && html`<p class="quiet">The same in all of them: ${fixed.join(', ')}.</p>`}`,
  }
}

function numberCell(value: number | null): DataCell {
  return value === null ? { shown: null } : { shown: numberText(value), value }
}

/** So many lines say enough of what went wrong. */
const most = 200

/** The attempts that were not the first or did not end well: of the others their trial says it all. */
export function attempts({ data }: HtmlInput, { attempts: all, retries }: RunTotals): Section {
  const told = data.attempts.filter(({ number, outcome }) => number > 1 || outcome?.status !== 'complete')
  const shown = told.slice(0, most)
  const [tries, of] = [all === 1 ? '1 attempt' : `${all} attempts`, data.trials.length]
  const repeated =
    retries === 0 ? 'none of them a retry' : retries === 1 ? '1 of them a retry' : `${retries} of them retries`
  const caption = `Attempts that were retries or did not end complete${told.length > most ? `: the first ${most} of ${told.length}` : ''}`
  return {
    id: 'attempts',
    heading: 'Attempts and retries',
    body: html`<p>${tries} at ${of === 1 ? '1 trial' : `${of} trials`}, ${repeated}.${told.length === 0 && all > 0 && ' Every one ended complete.'}</p>
${shown.length > 0 && dataTable({ id: 'retried-attempts', caption, columns, rows: shown.map((each) => ({ cells: cells(each) })) })}`,
  }
}

const columns = [
  { header: 'trial', type: 'number' },
  { header: 'attempt', type: 'number' },
  { header: 'began', type: 'text' },
  { header: 'took', type: 'number' },
  { header: 'ended', type: 'text' },
  { header: 'why', type: 'text' },
] as const

function cells({ trial, number, startedAt, endedAt, outcome }: AttemptRow): readonly DataCell[] {
  const seconds = endedAt === null ? null : (endedAt - startedAt) / 1000
  return [
    { shown: trialLinks([trial]) },
    { shown: number },
    { shown: dayText(startedAt), value: new Date(startedAt).toISOString() },
    { shown: seconds === null ? null : showDuration(seconds), value: seconds },
    { shown: outcome?.status ?? (endedAt === null ? 'not yet' : 'unknown') },
    { shown: (outcome && reasonText(outcome)) ?? '' },
  ]
}
