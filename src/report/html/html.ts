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
