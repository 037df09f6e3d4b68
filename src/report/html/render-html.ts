import { runTotals } from '../../analyze/figures/timeline.js'
import { chartsOf } from './charts/charts-of.js'
import { inlineCharts } from './charts/inline-charts.js'
import { html } from './html.js'
import type { HtmlInput } from './html-input.js'
import { inlineScript } from './inline-script.js'
import { libraryScripts } from './library-scripts.js'
import { pageFiles } from './page-files.js'
import { attempts } from './sections/attempts.js'
import { effects } from './sections/effects.js'
import { failures } from './sections/failures.js'
import { gallery } from './sections/gallery.js'
import { pictures } from './sections/pictures.js'
import { provenance } from './sections/provenance.js'
import { ranking } from './sections/ranking.js'
import { reproduce } from './sections/reproduce.js'
import { sectionElement } from './sections/section-element.js'
import { trials } from './sections/trials.js'
import { verdict } from './sections/verdict.js'

/**
 * The report of a run as one file of HTML: it asks for nothing beyond itself, and its policy would not let it. Everything
 * that comes from the run is escaped.
 */
export async function renderHtml(input: HtmlInput): Promise<string> {
  const { run } = input.data
  const totals = runTotals(input.data)
  const charts = chartsOf(input)
  const sections = [
    verdict(input, totals),
    ...(input.analysis.points.length > 0 ? [ranking(input)] : []),
    pictures(charts),
    effects(input),
    gallery(input),
    trials(input),
    failures(input),
    attempts(input, totals),
    reproduce(input),
    provenance(input),
  ].filter((section) => section !== null)
  const { script, style } = pageFiles()
  const scripts = [...libraryScripts(), script].map(inlineScript)
  const policy = `default-src 'none'; script-src ${scripts.map(({ source }) => source).join(' ')}; style-src 'unsafe-inline'; img-src data: blob:; base-uri 'none'; form-action 'none'`
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<title>${run.name}: sweep report</title>
<link rel="icon" href="data:,">
<style>${{ markup: style.replace(/<\//g, '<\\/') }}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the verdict</a>
<header>
<p class="kind">Sweep report</p>
<h1>${run.name}</h1>
<p class="about">Sweep <strong>${run.sweep.name}</strong>, experiment <strong>${run.sweep.experiment}</strong>, ${run.sweep.metric.goal} <strong>${run.sweep.metric.name}</strong>, on ${run.conditions.engine} ${run.conditions.engineVersion} (${run.conditions.device.toUpperCase()})</p>
</header>
<nav aria-label="Contents"><ul>${sections.map(({ id, heading }) => html`<li><a href="#${id}">${heading}</a></li>`)}</ul></nav>
<main id="main" tabindex="-1">
${sections.map(sectionElement)}</main>
${inlineCharts(charts.charts)}
${scripts.map(({ element }) => element)}
</body>
</html>
`.markup
}
