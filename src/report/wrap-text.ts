/** Breaks a text between its words into lines of at most `width` characters; the lines after the first are indented. */
export function wrapText(text: string, width: number = Number.POSITIVE_INFINITY, indent = ''): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line.trim() !== '' && line.length + 1 + word.length > width) {
      lines.push(line)
      line = indent + word
    } else {
      line = line === '' ? word : `${line} ${word}`
    }
  }
  return [...lines, line]
}
