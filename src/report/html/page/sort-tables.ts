/** Makes the headers of all sortable tables sort their rows: rising at the first press, falling at the next. */
export function sortTables(): void {
  for (const table of document.querySelectorAll<HTMLTableElement>('table.sortable')) {
    const headers = [...table.tHead!.rows[0]!.cells]
    headers.forEach((header, column) => {
      header.querySelector('button')!.addEventListener('click', () => {
        const falling = header.getAttribute('aria-sort') === 'ascending'
        for (const other of headers) other.removeAttribute('aria-sort')
        header.setAttribute('aria-sort', falling ? 'descending' : 'ascending')
        sortRows(table.tBodies[0]!, column, header.dataset.type === 'number', falling)
      })
    })
  }
}

/** Rows that are level keep their order, and those without a value stand last either way. */
function sortRows(body: HTMLTableSectionElement, column: number, numeric: boolean, falling: boolean): void {
  const rows = [...body.rows].map((row) => ({ row, value: sortValue(row.cells[column]!) }))
  const compare = (a: string, b: string) =>
    (numeric && Number(a) - Number(b)) || a.localeCompare(b, 'en', { numeric: true })
  rows.sort((a, b) => {
    if (a.value === '' || b.value === '') return Number(a.value === '') - Number(b.value === '')
    return falling ? compare(b.value, a.value) : compare(a.value, b.value)
  })
  body.append(...rows.map(({ row }) => row))
}

/** A parameter that does not hold for a trial is shown as a dash. */
function sortValue(cell: HTMLTableCellElement): string {
  const value = cell.dataset.value ?? cell.textContent!.trim()
  return value === '-' ? '' : value
}
