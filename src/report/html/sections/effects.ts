import { shareText } from '../../../analyze/effects/texts.js'
import { html } from '../html.js'
import type { HtmlInput } from '../html-input.js'
import type { Section } from './section.js'

/** What every parameter did, in words; null where too little is known. */
export function effects({ analysis }: HtmlInput): Section | null {
  if (analysis.effects === null) return null
  const { parameters, interactions } = analysis.effects
  const share = (importance: number | null) =>
    importance !== null && html` <span class="share">${shareText(importance)} of the variance</span>`
  return {
    id: 'effects',
    heading: 'What the parameters did',
    body: html`<dl class="effects">${parameters.map(
      ({ name, importance, text }) => html`<div><dt>${name}${share(importance)}</dt><dd>${text}</dd></div>`,
    )}</dl>
${
  interactions.length > 0 &&
  html`<h3>Together</h3>
<ul class="sentences">${interactions.map(({ text }) => html`<li>${text}</li>`)}</ul>`
}`,
  }
}
