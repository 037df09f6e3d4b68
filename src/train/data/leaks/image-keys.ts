import { createHash } from 'node:crypto'
import type { Split } from '../dataset.js'

/** A key for every image of a split, the same for the same pixels and no others: their SHA-256. */
export function imageKeys({ count, images }: Split): readonly string[] {
  const size = images.length / count
  return Array.from({ length: count }, (_, i) =>
    createHash('sha256')
      .update(images.subarray(i * size, (i + 1) * size))
      .digest('base64'),
  )
}
