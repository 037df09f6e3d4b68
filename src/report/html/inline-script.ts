import { createHash } from 'node:crypto'
import type { Html } from './html.js'

/** A script inside a page, and the source by which a Content-Security-Policy lets it run. */
export interface InlineScript {
  readonly element: Html
  readonly source: string
}

/** Puts code into a page: nothing in it can end its element, and its map, which lies elsewhere, is not asked for. */
export function inlineScript(code: string): InlineScript {
  const text = code.replace(/^\/\/# sourceMappingURL=.*$/gm, '').replace(/<(?=\/script|script|!--)/gi, '\\x3c')
  const hash = createHash('sha256').update(text).digest('base64')
  return { element: { markup: `<script>${text}</script>` }, source: `'sha256-${hash}'` }
}
