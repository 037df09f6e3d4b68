import type { Box } from '../box.js'

/** Sets a box of a square crop, which starts at `start` of `pixels`, to 0. */
export function erase(pixels: Float32Array, start: number, side: number, { top, left, height, width }: Box): void {
  for (let y = top; y < top + height; y++) {
    const first = start + y * side + left
    pixels.fill(0, first, first + width)
  }
}
