import type { Warning } from '../../../analyze/analysis.js'
import type { RunTotals } from '../../../analyze/figures/timeline.js'
import { showDuration } from '../../../core/texts.js'
import { countsText } from '../../counts-text.js'
import { estimateText } from '../../estimate-text.js'
import { type Html, html } from '../html.js'
import type { HtmlInput } from '../html-input.js'
import { dayText } from './day-text.js'
import type { Section } from './section.js'

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
