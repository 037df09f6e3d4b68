import { type Html, html } from '../html.js'
import type { Section } from './section.js'

/** A section as it stands in the page: a landmark that its heading names. */
export function sectionElement({ id, heading, body }: Section): Html {
  return html`<section id="${id}" aria-labelledby="${id}-heading">
<h2 id="${id}-heading">${heading}</h2>
${body}
</section>
`
}
