import { stat } from 'node:fs/promises'
import type { SourceStamp } from './cache-layout.js'
import type { Dataset } from './dataset.js'
import { parseFerCsv } from './parse-fer-csv.js'
import { throughCache } from './through-cache.js'

/**
 * Reads a file in the form of fer2013.csv, through a cache of its bytes beside it (`fer.csv.cache`). Throws DataError
 * with the line.
 */
export async function readFerCsv(path: string, log: (line: string) => void): Promise<Dataset> {
  return throughCache({ path, stamp: () => stampOf(path), read: () => parseFerCsv(path) }, log)
}

async function stampOf(path: string): Promise<SourceStamp> {
  const { size, mtimeNs } = await stat(path, { bigint: true })
  return { size: Number(size), state: String(mtimeNs) }
}
