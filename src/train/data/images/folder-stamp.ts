import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { SourceStamp } from '../cache-layout.js'
import type { ListedImages } from './list-images.js'

/** So many files are looked at together. */
const atOnce = 64

/**
 * Tells one state of the images of a folder from another, by their classes, by their names, sizes and times, and by how
 * they are resized.
 */
export async function folderStamp(
  folder: string,
  { classes, splits }: ListedImages,
  side: number | undefined,
): Promise<SourceStamp> {
  const hash = createHash('sha256').update(JSON.stringify({ side: side ?? null, classes }))
  const paths = splits.flatMap(({ images }) => images.map(({ path }) => path))
  let bytes = 0
  for (let start = 0; start < paths.length; start += atOnce) {
    const some = paths.slice(start, start + atOnce)
    const stats = await Promise.all(some.map((path) => stat(join(folder, path), { bigint: true })))
    for (const [i, { size, mtimeNs }] of stats.entries()) {
      hash.update(JSON.stringify([some[i], Number(size), String(mtimeNs)]))
      bytes += Number(size)
    }
  }
  return { size: bytes, state: hash.digest('hex') }
}
