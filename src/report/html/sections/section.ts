import type { RankedPoint } from '../../../analyze/analysis.js'
import { type Content, type Html, html } from '../html.js'

/** A part of the page with its place in the contents. */
export interface Section {
  readonly id: string
  readonly heading: string
  readonly body: Html
}

/** A section as it stands in the page: a landmark that its heading names. */
export function sectionElement({ id, heading, body }: Section): Html {
  return html`<section id="${id}" aria-labelledby="${id}-heading">
<h2 id="${id}-heading">${heading}</h2>
${body}
</section>
`
}

/** Something that may be wider than the screen: it scrolls in a box of its own, which the keyboard can reach. */
export function scrollBox(label: string, content: Content): Html {
  return html`<div class="scroll" role="region" aria-label="${label}" tabindex="0">${content}</div>`
}

/** A time, milliseconds since 1970, as `2026-05-04 13:07 UTC`. */
export function dayText(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 16).replace('T', ' ')} UTC`
}

/** Numbers of trials, each a link to its row in the table of all trials. */
export function trialLinks(numbers: readonly number[]): Html {
  return html`${numbers.map((number, i) => html`${i > 0 && ', '}<a href="#trial-${number}">${number}</a>`)}`
}

const [width, height, margin] = [140, 16, 5]

/** The mean as a dot on its interval, and the value of every seed as a tick: the same numbers stand in words beside it. */
export function whisker({ mean, interval, values, rank, tied }: RankedPoint, { low, high }: WhiskerScale): Html {
  const x = (value: number) => (margin + ((value - low) / (high - low)) * (width - 2 * margin)).toFixed(1)
  const range = interval && html`<line class="range" x1="${x(interval.low)}" x2="${x(interval.high)}" y1="8" y2="8"/>`
  const tick = (value: number) => html`<line class="seed" x1="${x(value)}" x2="${x(value)}" y1="3" y2="13"/>`
  const name = rank === 1 ? 'best' : tied ? 'tied' : 'other'
  return html`<svg class="whisker ${name}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" aria-hidden="true">${range}${values.length > 1 && values.map(tick)}<circle cx="${x(mean)}" cy="8" r="3.5"/></svg>`
}

/** What the left and right end of all whiskers of a table stand for. */
interface WhiskerScale {
  readonly low: number
  readonly high: number
}

/** The scale on which every one of these points fits. */
export function whiskerScale(points: readonly RankedPoint[]): WhiskerScale {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const { mean, interval, values } of points) {
    low = Math.min(low, mean, ...values, interval?.low ?? mean)
    high = Math.max(high, mean, ...values, interval?.high ?? mean)
  }
  return low < high ? { low, high } : { low: low - 0.5, high: high + 0.5 }
}
