import type { FailureGroup } from '../../../analyze/report.js'
import { failureText } from '../../failure-text.js'
import { type Html, html } from '../html.js'
import type { HtmlInput } from '../html-input.js'
import type { Section } from './section.js'
import { trialLinks } from './trial-links.js'

/** Why trials failed, the same reason once, with the way to where it was thrown; null where none did. */
export function failures({ analysis }: HtmlInput): Section | null {
  const { failures, counts } = analysis.report
  if (failures.length === 0) return null
  const reasons = failures.length === 1 ? 'one reason' : `${failures.length} reasons`
  return {
    id: 'failures',
    heading: 'Failures',
    body: html`<p>${trialsText(counts.failed)} failed, for ${reasons}.</p>
<ul class="failures">${failures.map(failure)}</ul>`,
  }
}

function failure({ error, trials, count }: FailureGroup): Html {
  const more = count - trials.length
  return html`<li>
<p><strong>${trialsText(count)}</strong> (${trialLinks(trials)}${more > 0 && ` and ${more} more`}): <code>${failureText(error)}</code></p>
${error.stack !== '' && html`<details><summary>Where it was thrown</summary><pre tabindex="0" aria-label="Stack of the error">${error.stack}</pre></details>`}
</li>`
}

function trialsText(count: number): string {
  return count === 1 ? '1 trial' : `${count} trials`
}
