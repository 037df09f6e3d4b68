import type { Report } from '../../../analyze/report.js'
import { isSearched, type Parameter } from '../../../core/parameter.js'
import type { Params } from '../../../core/trial.js'
import { parameterColumns } from '../../ranking.js'
import { paramText } from '../../values.js'
import { type Content, type Html, html } from '../html.js'
import { scrollBox } from './section.js'

/** A table whose columns sort; `page/sort-tables.ts` reads it. */
interface DataTable {
  readonly id: string
  readonly caption: string
  readonly columns: readonly DataColumn[]
  readonly rows: readonly DataRow[]
}

export interface DataColumn {
  readonly header: string
  /** Numbers stand on the right and sort by size; empty cells always stand last. */
  readonly type: 'number' | 'text'
}

interface DataRow {
  readonly id?: string
  readonly class?: string
  readonly cells: readonly DataCell[]
}

/** What is shown and, where it is not the same, what it sorts by; null for nothing. */
export interface DataCell {
  readonly shown: Content
  readonly value?: number | string | null
}

/** Headers are buttons, so that a keyboard sorts too. The first column names its row. */
export function dataTable({ id, caption, columns, rows }: DataTable): Html {
  const header = ({ header, type }: DataColumn) =>
    html`<th scope="col" class="${type}" data-type="${type}"><button type="button" aria-label="${header}">${breakable(header)}</button></th>`
  const cell = ({ shown, value }: DataCell, i: number) => {
    const data = value !== undefined && html` data-value="${value}"`
    const type = columns[i]!.type
    if (i === 0) return html`<th scope="row" class="${type}"${data}>${shown}</th>`
    return html`<td class="${type}"${data}>${shown}</td>`
  }
  const row = (each: DataRow) => {
    const attributes = [each.id && html` id="${each.id}"`, each.class && html` class="${each.class}"`].map(
      (a) => a || null,
    )
    return html`<tr${attributes}>${each.cells.map(cell)}</tr>\n`
  }
  return scrollBox(
    caption,
    html`<table id="${id}" class="sortable">
<caption>${caption}</caption>
<thead><tr>${columns.map(header)}</tr></thead>
<tbody>
${rows.map(row)}</tbody>
</table>`,
  )
}

/** Where a name may break, since paper has no room for `test_balanced_accuracy`; a screen reader does not get it in pieces. */
function breakable(name: string): readonly Html[] {
  return name.split(/(?<=[_/])/).map((part, i) => html`${i > 0 && html`<wbr>`}${part}`)
}

/** At most so many different values become a choice; beyond that words find them. */
const mostChoices = 12

/** What narrows the table of trials: words, and a choice per column with few values. Hidden where no script runs. */
export function trialFilter(table: string, { parameters, trials }: Report): Html {
  const choice = (name: string, texts: readonly string[]) => {
    const values = different(texts)
    if (values.length < 2 || values.length > mostChoices) return null
    return html`<label>${name} <select data-column="${name}"><option value="" selected>all</option>${values.map((value) => html`<option value="=${value}">${value === '' ? '(empty)' : value}</option>`)}</select></label>\n`
  }
  return html`<form class="controls" role="search" aria-label="Filter the trials" data-filters="${table}" hidden>
<label>contains <input type="search" name="words" autocomplete="off" spellcheck="false"></label>
${parameters.filter(isSearched).map(({ name }) =>
  choice(
    name,
    trials.map(({ params }) => paramText(params, name)),
  ),
)}${choice(
  'seed',
  trials.map(({ seed }) => String(seed)),
)}${choice(
  'status',
  trials.map(({ status }) => status),
)}<button type="reset">Show all</button>
<output aria-live="polite"></output>
</form>`
}

function different(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort((a, b) => Number(a) - Number(b) || a.localeCompare(b, 'en'))
}

/** The columns of the searched parameters in a table of the page, and how a row fills them. */
export function parameterCells(parameters: readonly Parameter[]) {
  const searched = parameters.filter(isSearched)
  return {
    columns: parameterColumns(parameters).map(
      ({ header, align }): DataColumn => ({ header, type: align === 'right' ? 'number' : 'text' }),
    ),
    cells: (params: Params): readonly DataCell[] =>
      searched.map(({ name }) => {
        const shown = paramText(params, name)
        const value = params[name]
        return { shown, ...(typeof value === 'number' && String(value) !== shown && { value }) }
      }),
  }
}
