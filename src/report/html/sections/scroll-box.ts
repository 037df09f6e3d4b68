import { type Content, type Html, html } from '../html.js'

/** Something that may be wider than the screen: it scrolls in a box of its own, which the keyboard can reach. */
export function scrollBox(label: string, content: Content): Html {
  return html`<div class="scroll" role="region" aria-label="${label}" tabindex="0">${content}</div>`
}
