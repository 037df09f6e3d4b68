import { type Content, type Html, html } from '../html.js'
import { scrollBox } from './scroll-box.js'

/** A table whose columns sort; `page/sort-tables.ts` reads it. */
export interface DataTable {
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

export interface DataRow {
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
