import type { RankedTrial } from '../../../analyze/report.js'
import { isFixed } from '../../../core/parameter.js'
import { showDuration } from '../../../core/texts.js'
import { numberText } from '../../number-text.js'
import { paramText } from '../../param-text.js'
import { html } from '../html.js'
import type { HtmlInput } from '../html-input.js'
import { type DataCell, dataTable } from './data-table.js'
import { parameterCells } from './parameter-cells.js'
import type { Section } from './section.js'
import { trialFilter } from './trial-filter.js'

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
