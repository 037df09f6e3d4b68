import type { Provenance } from '../../../core/run.js'
import { type Content, type Html, type HtmlInput, html } from '../html.js'
import { dayText, type Section } from './section.js'

/** Where the numbers come from: all that could make them other ones. */
export function provenance({ data: { run } }: HtmlInput): Section {
  const { conditions, provenance, identity } = run
  const facts: readonly Fact[] = [
    ['run', `${run.name}, begun ${dayText(run.createdAt)}`],
    ['sweep file', code(run.sweepFile)],
    ['overrides', run.overrides?.length ? code(run.overrides.join(' ')) : 'none'],
    ['experiment', code(run.sweep.experiment)],
    ['engine', `${conditions.engine} ${conditions.engineVersion} on a ${conditions.device.toUpperCase()}`],
    ['threads per trial', conditions.threads],
    ['identity', identity === null ? 'not known, or mixed by a change that was allowed' : code(identity)],
    ...(provenance ? known(provenance) : []),
  ]
  return {
    id: 'provenance',
    heading: 'Where the numbers come from',
    body: html`${provenance === null && html`<p>Code, data and machine are not known: an older version of sweep made the run.</p>`}
<dl class="facts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
${provenance && [changes(provenance), files(provenance)]}`,
  }
}

type Fact = readonly [name: string, value: Content]

function code(text: string): Html {
  return html`<code>${text}</code>`
}

function known({ git, code: hash, data, versions, host }: Provenance): readonly Fact[] {
  const dirty = git?.dirty && ', with changes that lie as code.diff in the folder of the run'
  return [
    ['commit', git ? [code(git.commit), dirty] : 'not under version control'],
    ['SHA-256 of the code', code(hash)],
    ...Object.entries(data).map(([path, sha]) => [`SHA-256 of ${path}`, code(sha)] as const),
    ['machine', `${host.name}: ${host.cpu}, ${host.platform}`],
    [
      'versions',
      Object.entries(versions)
        .map(([name, version]) => `${name} ${version}`)
        .join(', '),
    ],
  ]
}

function changes({ changes = [] }: Provenance): Html | false {
  return (
    changes.length > 0 &&
    html`<h3>Changes that were allowed while it ran</h3>
<ul class="sentences">${changes.map(({ at, differences }) => html`<li>${dayText(at)}: ${differences.join('; ')}</li>`)}</ul>`
  )
}

function files({ files }: Provenance): Html {
  const list = Object.entries(files)
  const lines = list.map(([path, hash]) => `${hash}  ${path}`)
  return html`<details class="long"><summary>${list.length === 1 ? 'The file' : `The ${list.length} files`} of the experiment's code</summary>
<pre tabindex="0" aria-label="Hashes of the files">${lines.join('\n')}</pre></details>`
}

/** What to type to get the same numbers, and the sweep as it was run. */
export function reproduce({ data, reproduce: { commands, notes } }: HtmlInput): Section {
  return {
    id: 'reproduce',
    heading: 'How to reproduce it',
    body: html`<ol class="commands">${commands.map(
      ({ purpose, command }) =>
        html`<li><p>${purpose}</p><pre tabindex="0" aria-label="${purpose}"><code>${command}</code></pre></li>`,
    )}</ol>
${notes.length > 0 && html`<ul class="sentences">${notes.map((note) => html`<li>${note}</li>`)}</ul>`}
<h3>The sweep, as it was run</h3>
<pre class="file" tabindex="0" aria-label="Text of the sweep file">${data.run.sweepText}</pre>`,
  }
}
