import { UsageError } from '../../../core/usage-error.js'
import type { ImageShape } from '../image-shape.js'

/** Throws UsageError where a square crop of that side does not fit in the images. */
export function checkCrop({ height, width }: ImageShape, side: number): void {
  const most = Math.min(height, width)
  if (Number.isInteger(side) && side >= 1 && side <= most) return
  throw new UsageError(
    `crop: ${side} does not fit in images of ${width}x${height} pixels; write a whole number from 1 to ${most}`,
  )
}
