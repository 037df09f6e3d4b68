import { stat } from 'node:fs/promises'
import type { SourceStamp } from './cache-layout.js'
import { DataError } from './data-error.js'
import type { Dataset } from './dataset.js'
import { parseFerCsv } from './parse-fer-csv.js'
import { readCache } from './read-cache.js'
import { writeCache } from './write-cache.js'

/**
 * Reads a file in the form of fer2013.csv, through a cache of its bytes beside it (`fer.csv.cache`). A cache that does
 * not fit the file, or is damaged, is made anew; a cache that cannot be written is done without. Both are logged.
 * Throws DataError with the line.
 */
export async function readFerCsv(path: string, log: (line: string) => void): Promise<Dataset> {
  const cachePath = `${path}.cache`
  const stamp = await stampOf(path)
  const cached = await readCache(cachePath, stamp)
  switch (cached.status) {
    case 'ok':
      return cached.dataset
    case 'unusable':
      log(`${cachePath}: ${cached.why}; reading ${path} again`)
      break
    case 'absent':
      break
    default:
      cached satisfies never
  }
  const dataset = await parseFerCsv(path)
  const after = await stampOf(path)
  if (after.size !== stamp.size || after.mtime !== stamp.mtime) {
    throw new DataError(`${path}: the file changed while it was read; start again when it is complete`)
  }
  try {
    await writeCache(cachePath, stamp, dataset)
    log(`${cachePath}: written, so that the next start is quick`)
  } catch (error) {
    log(`${cachePath}: cannot be written (${(error as Error).message}); going on without a cache`)
  }
  return dataset
}

async function stampOf(path: string): Promise<SourceStamp> {
  const { size, mtimeNs } = await stat(path, { bigint: true })
  return { size: Number(size), mtime: String(mtimeNs) }
}
