/** Characters in a line of the terminal: its own word, otherwise COLUMNS where that is exported; undefined for no limit. */
export function terminalWidth(): number | undefined {
  if (process.stdout.columns) return process.stdout.columns
  const columns = Number(process.env.COLUMNS)
  return Number.isInteger(columns) && columns > 0 ? columns : undefined
}
