/** A text without line breaks, escape sequences or other control characters, so that it cannot break a table. */
export function oneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ').trim()
}
