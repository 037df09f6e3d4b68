import type { Html } from './html.js'

/** Data inside a page, for its scripts: JSON in which nothing can end its element. */
export function inlineJson(id: string, value: unknown): Html {
  const text = JSON.stringify(value)
    .replace(/</g, '\\u003c')
    .replace(/\u2028/g, '\\u2028')
    .replace(/\u2029/g, '\\u2029')
  return { markup: `<script type="application/json" id="${id}">${text}</script>` }
}
