import { type Html, html } from '../html.js'

/** Numbers of trials, each a link to its row in the table of all trials. */
export function trialLinks(numbers: readonly number[]): Html {
  return html`${numbers.map((number, i) => html`${i > 0 && ', '}<a href="#trial-${number}">${number}</a>`)}`
}
