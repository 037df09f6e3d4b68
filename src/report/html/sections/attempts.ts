import type { RunTotals } from '../../../analyze/figures/timeline.js'
import type { AttemptRow } from '../../../analyze/run-data.js'
import { showDuration } from '../../../core/texts.js'
import { reasonText } from '../../reason-text.js'
import { html } from '../html.js'
import type { HtmlInput } from '../html-input.js'
import { type DataCell, dataTable } from './data-table.js'
import { dayText } from './day-text.js'
import type { Section } from './section.js'
import { trialLinks } from './trial-links.js'

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
