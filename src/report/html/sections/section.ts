import type { Html } from '../html.js'

/** A part of the page with its place in the contents. */
export interface Section {
  readonly id: string
  readonly heading: string
  readonly body: Html
}
