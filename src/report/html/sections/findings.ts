import type { Warning } from '../../../analyze/analysis.js'
import { shareText } from '../../../analyze/effects/texts.js'
import type { RunTotals } from '../../../analyze/figures/timeline.js'
import type { FailureGroup } from '../../../analyze/report.js'
import { showDuration } from '../../../core/texts.js'
import { countsText, failureText } from '../../failures.js'
import { estimateText } from '../../values.js'
import { type Html, type HtmlInput, html } from '../html.js'
import { dayText, type Section, trialLinks } from './section.js'

/** What the run says, in words and in the few figures that everybody asks for. */
export function verdict(input: HtmlInput, totals: RunTotals): Section {
  const { report, verdict, warnings } = input.analysis
  const [first = 'No trial is complete: there is nothing to rank yet.', ...further] = verdict
  return {
    id: 'verdict',
    heading: 'Verdict',
    body: html`<p class="lead">${first}</p>
${further.length > 0 && html`<ul class="sentences">${further.map((sentence) => html`<li>${sentence}</li>`)}</ul>`}
${figures(input, totals)}
<p class="quiet">${countsText(report.counts)}${totals.startedAt !== null && `, ${spanText(totals.startedAt, totals.endedAt)}`}.</p>
${warnings.length > 0 && warningBox(warnings)}`,
  }
}

function figures({ data, analysis: { points, metric, report } }: HtmlInput, totals: RunTotals): Html {
  const best = points[0]
  const tied = points.filter((point) => point.tied && point !== best).length
  const list: readonly (readonly [string, string])[] = [
    ...(best
      ? ([
          [`best ${metric.name}`, estimateText(best.mean, best.interval)],
          [`of ${points.length} points cannot be told from the best`, String(tied)],
        ] as const)
      : []),
    ['trials complete', `${report.counts.complete} of ${data.total}`],
    ['of training', showDuration(totals.trainedSeconds)],
  ]
  return html`<dl class="figures">${list.map(([name, figure]) => html`<div><dt>${name}</dt><dd>${figure}</dd></div>`)}</dl>`
}

function warningBox(warnings: readonly Warning[]): Html {
  return html`<div class="warnings" role="note" aria-labelledby="warnings-heading">
<h3 id="warnings-heading">Before you rely on it</h3>
<ul>${warnings.map(({ text }) => html`<li>${text}</li>`)}</ul>
</div>`
}

function spanText(startedAt: number, endedAt: number | null): string {
  return endedAt === null ? `since ${dayText(startedAt)}` : `${dayText(startedAt)} to ${dayText(endedAt)}`
}

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
