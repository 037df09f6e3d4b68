import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { ExportPiece } from '../../report/export/export-piece.js'
import { createGrowingFile, type GrowingFile } from './growing-file.js'

export interface WrittenFile {
  /** From the export's folder, with `/` on every system. */
  readonly file: string
  /** Rows of its table. */
  readonly rows: number
}

/**
 * Writes the pieces of an export into a folder, no more of them made than fit a small buffer. Answers the files that grew
 * piece by piece, which are synced, and how many others there are. Throws the signal's reason once it is aborted.
 */
export async function writePieces(
  folder: string,
  pieces: AsyncIterable<ExportPiece>,
  signal: AbortSignal,
): Promise<{ readonly tables: readonly WrittenFile[]; readonly others: number }> {
  const growing = new Map<string, { readonly file: GrowingFile; rows: number }>()
  let others = 0
  try {
    for await (const piece of pieces) {
      signal.throwIfAborted()
      if ('folder' in piece) {
        await mkdir(join(folder, piece.folder), { recursive: true })
      } else if ('whole' in piece) {
        const path = join(folder, piece.file)
        await mkdir(dirname(path), { recursive: true })
        await writeFile(path, piece.whole, { flag: 'wx' })
        others++
      } else {
        let grown = growing.get(piece.file)
        if (!grown) {
          grown = { file: await createGrowingFile(join(folder, piece.file)), rows: 0 }
          growing.set(piece.file, grown)
        }
        await grown.file.add(piece.part)
        grown.rows += piece.rows
      }
    }
    for (const { file } of growing.values()) await file.finish()
  } finally {
    for (const { file } of growing.values()) await file.close()
  }
  return { tables: [...growing].map(([file, { rows }]) => ({ file, rows })), others }
}
