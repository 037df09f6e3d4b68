import { UsageError } from '../../core/usage-error.js'
import type { ImageShape } from '../augment/image-shape.js'

/**
 * The side of the crops that a network is given, in pixels; whole images where no size is asked for. Throws UsageError
 * for one that does not fit, and for whole images that are not square.
 */
export function cropSide(cropSize: number | undefined, { height, width }: ImageShape): number {
  const largest = Math.min(height, width)
  if (cropSize === undefined && height === width) return height
  if (cropSize !== undefined && cropSize <= largest) return cropSize
  throw new UsageError(
    `crop_size: ${cropSize ?? 0} does not fit images of ${width}x${height} pixels; write at most ${largest}`,
  )
}
