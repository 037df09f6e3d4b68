import type { SourceStamp } from './cache-layout.js'
import { DataError } from './data-error.js'
import type { Dataset } from './dataset.js'
import { readCache } from './read-cache.js'
import { writeCache } from './write-cache.js'

export interface CachedSource {
  /** Of a file or folder; its cache lies beside it, as `path.cache`. */
  readonly path: string
  readonly stamp: () => Promise<SourceStamp>
  readonly read: () => Promise<Dataset>
}

/**
 * Reads a source through a cache beside it. A cache that does not fit the source, or is damaged, is made anew; a cache
 * that cannot be written is done without. Both are logged. Throws DataError for a source that changes while it is read.
 */
export async function throughCache(source: CachedSource, log: (line: string) => void): Promise<Dataset> {
  const { path } = source
  const cachePath = `${path.replace(/[/\\]+$/, '')}.cache`
  const stamp = await source.stamp()
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
  const dataset = await source.read()
  const after = await source.stamp()
  if (after.size !== stamp.size || after.state !== stamp.state) {
    throw new DataError(`${path}: it changed while it was read; start again when it is complete`)
  }
  try {
    await writeCache(cachePath, stamp, dataset)
    log(`${cachePath}: written, so that the next start is quick`)
  } catch (error) {
    log(`${cachePath}: cannot be written (${(error as Error).message}); going on without a cache`)
  }
  return dataset
}
