import { createHash } from 'node:crypto'
import type { PictureInput } from '../pictures/picture.js'

/** HTML that is safe to put into a page as it stands. */
export interface Html {
  readonly markup: string
}

/** What a hole of the template may hold: text is escaped, HTML is not; false, null and undefined leave nothing. */
export type Content = Html | string | number | false | null | undefined | readonly Content[]

/** A template whose holes are escaped, in texts and in quoted attributes: only what this function made passes as HTML. */
export function html(parts: TemplateStringsArray, ...holes: readonly Content[]): Html {
  return { markup: parts.reduce((text, part, i) => `${text}${markupOf(holes[i - 1])}${part}`) }
}

function markupOf(content: Content): string {
  if (content === null || content === undefined || content === false) return ''
  if (typeof content === 'string' || typeof content === 'number') return escaped(String(content))
  return 'markup' in content ? content.markup : content.map(markupOf).join('')
}

/** Control characters that HTML does not allow become the sign for what cannot be shown. */
function escaped(text: string): string {
  return text.replace(/[^\P{Cc}\t\n\r]/gu, '\ufffd').replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

/** All that a page shows of a run. */
export interface HtmlInput extends PictureInput {
  readonly reproduce: Reproduce
  /** Pictures of what a model looks at, if there are any. */
  readonly gallery?: readonly GalleryImage[]
}

/** How to get the same numbers again. */
export interface Reproduce {
  /** What to type, in turn. */
  readonly commands: readonly { readonly purpose: string; readonly command: string }[]
  /** What has to be known beside the commands, a sentence each. */
  readonly notes: readonly string[]
}

export interface GalleryImage {
  readonly caption: string
  readonly description: string
  readonly png: Uint8Array
}

/** Data inside a page, for its scripts: JSON in which nothing can end its element. */
export function inlineJson(id: string, value: unknown): Html {
  const text = JSON.stringify(value)
    .replace(/</g, '\\u003c')
    .replace(/\u2028/g, '\\u2028')
    .replace(/\u2029/g, '\\u2029')
  return { markup: `<script type="application/json" id="${id}">${text}</script>` }
}

/** A script inside a page, and the source by which a Content-Security-Policy lets it run. */
interface InlineScript {
  readonly element: Html
  readonly source: string
}

/** Puts code into a page: nothing in it can end its element, and its map, which lies elsewhere, is not asked for. */
export function inlineScript(code: string): InlineScript {
  const text = code.replace(/^\/\/# sourceMappingURL=.*$/gm, '').replace(/<(?=\/script|script|!--)/gi, '\\x3c')
  const hash = createHash('sha256').update(text).digest('base64')
  return { element: { markup: `<script>${text}</script>` }, source: `'sha256-${hash}'` }
}
