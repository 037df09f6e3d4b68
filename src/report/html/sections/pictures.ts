import type { Chart, Charts } from '../charts.js'
import { type Html, type HtmlInput, html } from '../html.js'
import type { Section } from './section.js'

/** Kinds that need the whole width of the page; the others stand two in a row where there is room. */
const wide: readonly string[] = ['learning-curves', 'parallel', 'timeline', 'slices', 'bars']

/** A place for every chart, which the page's script draws, and why others are not there. */
export function pictures({ charts, missing }: Charts): Section {
  return {
    id: 'pictures',
    heading: 'Pictures',
    body: html`<noscript><p>Pictures are drawn by the scripts in this file; they are switched off.</p></noscript>
<div class="charts">${charts.map(figure)}</div>
${
  missing.length > 0 &&
  html`<details class="quiet"><summary>Pictures that this run cannot show</summary>
<ul>${missing.map(({ kind, reason }) => html`<li>${kind}: ${reason}</li>`)}</ul></details>`
}`,
  }
}

function figure({ kind, choice, views }: Chart, place: number): Html {
  const { title, description } = views[0]!.picture
  const chooser =
    choice !== null &&
    html`<label class="chooser">${choice} <select aria-label="${`${title}: ${choice}`}">${views.map(({ label }, i) => html`<option${i === 0 && html` selected`}>${label}</option>`)}</select></label>`
  return html`<figure id="chart-${kind}" class="card${wide.includes(kind) && ' wide'}" data-chart="${place}" aria-label="${title}">
<figcaption><h3 class="chart-title">${title}</h3>${chooser}</figcaption>
<div class="chart" role="group" aria-label="${`Chart: ${kind}`}" tabindex="0"></div>
<p class="chart-description quiet">${description}</p>
</figure>
`
}

/** What a model looks at; null where no images were given. */
export function gallery({ gallery = [] }: HtmlInput): Section | null {
  if (gallery.length === 0) return null
  const source = (png: Uint8Array) => `data:image/png;base64,${Buffer.from(png).toString('base64')}`
  return {
    id: 'gallery',
    heading: 'What the model looks at',
    body: html`<div class="gallery">${gallery.map(
      ({ caption, description, png }) =>
        html`<figure><img src="${source(png)}" alt="${description}"><figcaption>${caption}</figcaption></figure>`,
    )}</div>`,
  }
}
