import type { CropPlace } from './crop-place.js'

/** Copies a square crop of a gray image of `width` into `to` from `start` on, scaled from 0..255 to 0..1 in float32. */
export function cutCrop(
  image: Uint8Array,
  width: number,
  { top, left, isMirrored }: CropPlace,
  side: number,
  to: Float32Array,
  start: number,
): void {
  for (let y = 0; y < side; y++) {
    const row = (top + y) * width
    const place = start + y * side
    if (isMirrored) {
      const last = row + width - 1 - left
      for (let x = 0; x < side; x++) to[place + x] = scaled[image[last - x]!]!
    } else {
      const first = row + left
      for (let x = 0; x < side; x++) to[place + x] = scaled[image[first + x]!]!
    }
  }
}

/** gray / 255 */
const scaled = Float32Array.from({ length: 256 }, (_, gray) => gray / 255)
