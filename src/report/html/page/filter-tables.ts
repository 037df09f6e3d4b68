/** Shows the forms that filter a table and hides the rows that they rule out. */
export function filterTables(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-filters]')) {
    const table = document.getElementById(form.dataset.filters!) as HTMLTableElement
    const apply = () => filter(form, table)
    form.hidden = false
    form.addEventListener('input', apply)
    // The fields are reset after this event.
    form.addEventListener('reset', () => setTimeout(apply))
    form.addEventListener('submit', (event) => event.preventDefault())
    apply()
  }
}

function filter(form: HTMLFormElement, table: HTMLTableElement): void {
  const headers = [...table.tHead!.rows[0]!.cells].map((cell) => cell.textContent!.trim())
  const words = form.querySelector<HTMLInputElement>('[name=words]')!.value.toLowerCase().split(/\s+/).filter(Boolean)
  const chosen = [...form.querySelectorAll('select')]
    .filter(({ value }) => value !== '')
    .map(({ value, dataset }) => ({ column: headers.indexOf(dataset.column!), text: value.slice(1) }))
  const rows = [...table.tBodies[0]!.rows]
  for (const row of rows) {
    const texts = [...row.cells].map((cell) => cell.textContent!.trim())
    const all = texts.join(' ').toLowerCase()
    row.hidden =
      !words.every((word) => all.includes(word)) || !chosen.every(({ column, text }) => texts[column] === text)
  }
  const shown = rows.filter(({ hidden }) => !hidden).length
  form.querySelector('output')!.textContent = `${shown} of ${rows.length} trials`
}
