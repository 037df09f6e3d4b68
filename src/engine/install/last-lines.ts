/** The last lines of a program's output that say something, indented; for the end of an error message. */
export function lastLines(output: string, count: number, noise: RegExp = /^$/): string {
  const lines = output.split(/\r?\n/).filter((line) => line.trim() !== '' && !noise.test(line))
  return lines.length === 0
    ? '  (it printed nothing)'
    : lines
        .slice(-count)
        .map((line) => `  ${line}`)
        .join('\n')
}
