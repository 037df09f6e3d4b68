import type { RankedPoint } from '../../../analyze/analysis.js'
import { type Html, html } from '../html.js'
import type { WhiskerScale } from './whisker-scale.js'

const [width, height, margin] = [140, 16, 5]

/** The mean as a dot on its interval, and the value of every seed as a tick: the same numbers stand in words beside it. */
export function whisker({ mean, interval, values, rank, tied }: RankedPoint, { low, high }: WhiskerScale): Html {
  const x = (value: number) => (margin + ((value - low) / (high - low)) * (width - 2 * margin)).toFixed(1)
  const range = interval && html`<line class="range" x1="${x(interval.low)}" x2="${x(interval.high)}" y1="8" y2="8"/>`
  const tick = (value: number) => html`<line class="seed" x1="${x(value)}" x2="${x(value)}" y1="3" y2="13"/>`
  const name = rank === 1 ? 'best' : tied ? 'tied' : 'other'
  return html`<svg class="whisker ${name}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" aria-hidden="true">${range}${values.length > 1 && values.map(tick)}<circle cx="${x(mean)}" cy="8" r="3.5"/></svg>`
}
