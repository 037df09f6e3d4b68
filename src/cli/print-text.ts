import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** Writes texts to stdout, each with a line end, no faster than they are read. */
export async function printText(texts: Iterable<string>): Promise<void> {
  const lines = function* () {
    for (const text of texts) yield text.endsWith('\n') ? text : `${text}\n`
  }
  await pipeline(Readable.from(lines()), process.stdout, { end: false })
}
