import { html } from '../html.js'
import type { HtmlInput } from '../html-input.js'
import type { Section } from './section.js'

/** What to type to get the same numbers, and the sweep as it was run. */
export function reproduce({ data, reproduce: { commands, notes } }: HtmlInput): Section {
  return {
    id: 'reproduce',
    heading: 'How to reproduce it',
    body: html`<ol class="commands">${commands.map(
      ({ purpose, command }) =>
        html`<li><p>${purpose}</p><pre tabindex="0" aria-label="${purpose}"><code>${command}</code></pre></li>`,
    )}</ol>
${notes.length > 0 && html`<ul class="sentences">${notes.map((note) => html`<li>${note}</li>`)}</ul>`}
<h3>The sweep, as it was run</h3>
<pre class="file" tabindex="0" aria-label="Text of the sweep file">${data.run.sweepText}</pre>`,
  }
}
