import { createHash } from 'node:crypto'
import { hashFiles } from './hash-files.js'

/** A file or a folder that a sweep names. */
export interface DataPath {
  readonly written: string
  readonly absolute: string
}

/**
 * The SHA-256 of each file's content and, of a folder, of its files' names and contents, by the paths as written. A path
 * where nothing is any more has the hash `missing`.
 */
export async function hashData(paths: readonly DataPath[]): Promise<Readonly<Record<string, string>>> {
  const hashes: Record<string, string> = {}
  for (const { written, absolute } of paths) {
    if (!Object.hasOwn(hashes, written)) hashes[written] = await hashPath(absolute)
  }
  return hashes
}

async function hashPath(path: string): Promise<string> {
  try {
    const files = await hashFiles(path)
    if (files[0]?.[0] === '') return files[0][1]
    return createHash('sha256').update(JSON.stringify(files)).digest('hex')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'missing'
    throw error
  }
}
