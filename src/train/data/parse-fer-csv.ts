import { DataError } from './data-error.js'
import type { Dataset } from './dataset.js'
import { emotions } from './emotions.js'
import { ferHeader } from './fer-header.js'
import { ferSplits } from './fer-splits.js'
import { forEachLine } from './for-each-line.js'
import { parseFerRow } from './parse-fer-row.js'
import { SplitBuilder } from './split-builder.js'

const side = 48

/**
 * Reads a file in the form of fer2013.csv (`emotion,pixels,Usage`), in chunks and straight from bytes to bytes.
 * Lines may end in CRLF, fields may be quoted, a byte order mark may come first. Splits without a row are left out.
 * Throws DataError with the line.
 */
export async function parseFerCsv(path: string): Promise<Dataset> {
  const builders = ferSplits.map(() => new SplitBuilder(side * side))
  const pixels = new Uint8Array(side * side)
  const lines = await forEachLine(path, ({ bytes, start, end, number, complete }) => {
    try {
      if (number === 1) checkHeader(bytes.toString('utf8', start, end))
      else if (end > start) {
        const { label, split } = parseFerRow(bytes, start, end, pixels)
        builders[split]!.add(pixels, label)
      }
    } catch (error) {
      if (!(error instanceof DataError)) throw error
      const hint = complete ? '' : '; the file ends within this line, so it may be cut off'
      throw new DataError(`${path}:${number}: ${error.message}${hint}`)
    }
  })
  if (lines === 0) throw new DataError(`${path}: the file is empty, expected the header "${ferHeader}"`)
  const splits = ferSplits.map((name, i) => [name, builders[i]!.build()] as const).filter(([, { count }]) => count > 0)
  if (splits.length === 0) throw new DataError(`${path}: no row follows the header, expected at least one`)
  return { classes: emotions, height: side, width: side, splits: Object.fromEntries(splits) }
}

function checkHeader(line: string): void {
  if (line.replace(/^\uFEFF/, '').replaceAll('"', '') === ferHeader) return
  const shown = line.length > 60 ? `${line.slice(0, 60)}…` : line
  throw new DataError(`the header is "${shown}", expected "${ferHeader}"`)
}
