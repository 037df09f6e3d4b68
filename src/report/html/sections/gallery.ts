import { html } from '../html.js'
import type { HtmlInput } from '../html-input.js'
import type { Section } from './section.js'

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
