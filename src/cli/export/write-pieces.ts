import { type FileHandle, mkdir, open, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { ExportPiece } from '../../report/export/export-piece.js'

export interface WrittenFile {
  /** From the export's folder, with `/` on every system. */
  readonly file: string
  /** Rows of its table. */
  readonly rows: number
}

/**
 * Writes the pieces of an export into a folder, each before the next is made. Answers the files that grew piece by piece,
 * which are synced, and how many others there are.
 */
export async function writePieces(
  folder: string,
  pieces: AsyncIterable<ExportPiece>,
  signal: AbortSignal,
): Promise<{ readonly tables: readonly WrittenFile[]; readonly others: number }> {
  const growing = new Map<string, { readonly handle: FileHandle; rows: number }>()
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
        let file = growing.get(piece.file)
        if (!file) {
          file = { handle: await open(join(folder, piece.file), 'wx'), rows: 0 }
          growing.set(piece.file, file)
        }
        await file.handle.writeFile(piece.part)
        file.rows += piece.rows
      }
    }
    for (const { handle } of growing.values()) await handle.sync()
  } finally {
    for (const { handle } of growing.values()) await handle.close()
  }
  return { tables: [...growing].map(([file, { rows }]) => ({ file, rows })), others }
}
