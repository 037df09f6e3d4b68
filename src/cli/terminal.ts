import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** Writes texts to stdout, each with a line end, no faster than they are read. */
export async function printText(texts: Iterable<string>): Promise<void> {
  const lines = function* () {
    for (const text of texts) yield text.endsWith('\n') ? text : `${text}\n`
  }
  await pipeline(Readable.from(lines()), process.stdout, { end: false })
}

/** Characters in a line of the terminal: its own word, otherwise COLUMNS where that is exported; undefined for no limit. */
export function terminalWidth(): number | undefined {
  if (process.stdout.columns) return process.stdout.columns
  const columns = Number(process.env.COLUMNS)
  return Number.isInteger(columns) && columns > 0 ? columns : undefined
}

/** Whether stdout shows colours: FORCE_COLOR and NO_COLOR (https://no-color.org) settle it, otherwise the terminal. */
export function wantsColor(): boolean {
  const { FORCE_COLOR, NO_COLOR } = process.env
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false'
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false
  return process.stdout.isTTY === true && process.stdout.hasColors()
}
