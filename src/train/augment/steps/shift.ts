import type { ImageShape } from '../image-shape.js'

/** Moves a gray image by whole pixels; what comes in is 0. Negative is up and left. `to` is another array than `from`. */
export function shift(
  from: Uint8Array,
  { height, width }: ImageShape,
  downBy: number,
  rightBy: number,
  to: Uint8Array,
): void {
  for (let y = 0; y < height; y++) {
    const row = y - downBy
    const isRowInside = row >= 0 && row < height
    for (let x = 0; x < width; x++) {
      const column = x - rightBy
      to[y * width + x] = isRowInside && column >= 0 && column < width ? from[row * width + column]! : 0
    }
  }
}
