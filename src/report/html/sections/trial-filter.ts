import type { Report } from '../../../analyze/report.js'
import { isSearched } from '../../../core/parameter.js'
import { paramText } from '../../param-text.js'
import { type Html, html } from '../html.js'

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
