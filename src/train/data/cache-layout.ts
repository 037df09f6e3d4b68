import { createHash } from 'node:crypto'
import type { Split } from './dataset.js'

/**
 * The first line of a cache, as JSON. After its line feed follow, for every split in turn, images then labels as bytes.
 * Add one to `layoutVersion` whenever this, or what the reader makes of a source, changes.
 */
export interface CacheHeader {
  readonly layout: number
  /** Of the content and those bytes, in hex: `contentSum`. */
  readonly sha256: string
  readonly content: CacheContent
}

export interface CacheContent {
  readonly source: SourceStamp
  readonly classes: readonly string[]
  readonly height: number
  readonly width: number
  readonly splits: readonly { readonly name: string; readonly count: number }[]
  /** As a Dataset has it. */
  readonly bySubject?: true
}

/** What tells one state of a source from another. */
export interface SourceStamp {
  /** Bytes, of all its files. */
  readonly size: number
  /** Of a file: when it was written, nanoseconds since 1970 in digits. Of a folder: a checksum of names, sizes and times. */
  readonly state: string
}

export const layoutVersion = 3

/** The checksum of a cache's content and bytes. */
export function contentSum(content: CacheContent, splits: readonly Split[]): string {
  const hash = createHash('sha256').update(JSON.stringify(content))
  for (const { images, labels } of splits) hash.update(images).update(labels)
  return hash.digest('hex')
}
