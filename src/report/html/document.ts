import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { runTotals } from '../../analyze/figures/timeline.js'
import { chartsOf, inlineCharts } from './charts.js'
import { type HtmlInput, html, inlineScript } from './html.js'
import { effects, failures, verdict } from './sections/findings.js'
import { gallery, pictures } from './sections/pictures.js'
import { provenance, reproduce } from './sections/provenance.js'
import { ranking } from './sections/ranking.js'
import { sectionElement } from './sections/section.js'
import { attempts, trials } from './sections/trials.js'

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

/** The script and the styles of the page, as `npm run build` made them from the files in `page/`. */
function pageFiles(): { readonly script: string; readonly style: string } {
  const read = (name: string) => readFileSync(new URL(`./page/${name}`, import.meta.url), 'utf8')
  return { script: read('main.js'), style: read('style.css') }
}

/** Each builds on those before it. */
const libraries = [
  ['vega', 'vega.min.js'],
  ['vega-lite', 'vega-lite.min.js'],
  ['vega-embed', 'vega-embed.min.js'],
] as const

/** The code of Vega, Vega-Lite and Vega-Embed for browsers, from their packages, each below its licence. */
function libraryScripts(): readonly string[] {
  const { resolve } = createRequire(import.meta.url)
  return libraries.map(([name, file]) => {
    // The main file of each lies in the folder of its builds.
    const builds = dirname(resolve(name))
    const licence = readFileSync(join(builds, '../LICENSE'), 'utf8').replaceAll('*/', '* /')
    return `/*! ${name}\n${licence}*/\n${readFileSync(join(builds, file), 'utf8')}`
  })
}
