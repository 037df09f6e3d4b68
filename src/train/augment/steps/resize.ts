import type { Box } from '../box.js'
import type { ImageShape } from '../image-shape.js'
import type { ResizeRoom } from './resize-room.js'
import type { Taps } from './taps.js'
import { weightBits, writeTaps } from './write-taps.js'

/**
 * Resizes the box of a gray image to fill `to`, whose shape is the one that the room was made for. Bilinear, first
 * columns, then rows, both rounded to 8 bits, to the last bit as Pillow's `image.crop(box).resize(size, BILINEAR)`
 * (Resample.c), which is what torchvision's RandomResizedCrop does to a Pillow image.
 */
export function resize(
  from: Uint8Array,
  { width }: ImageShape,
  box: Box,
  to: Uint8Array,
  { across, down, between }: ResizeRoom,
): void {
  writeTaps(across, box.width)
  writeTaps(down, box.height)
  resizeColumns(from, box.top * width + box.left, width, box.height, between, across)
  resizeRows(between, across.first.length, to, down)
}

const half = 1 << (weightBits - 1)

/** `from` starts at `corner` and its rows are `stride` apart; of those it reads `rows`. */
function resizeColumns(
  from: Uint8Array,
  corner: number,
  stride: number,
  rows: number,
  to: Uint8Array,
  { first, count, weights, most }: Taps,
): void {
  const size = first.length
  for (let y = 0; y < rows; y++) {
    const row = corner + y * stride
    for (let x = 0; x < size; x++) {
      const start = row + first[x]!
      const taps = count[x]!
      let sum = half
      for (let k = 0; k < taps; k++) sum += Math.imul(from[start + k]!, weights[x * most + k]!)
      to[y * size + x] = sum >> weightBits
    }
  }
}

function resizeRows(from: Uint8Array, width: number, to: Uint8Array, { first, count, weights, most }: Taps): void {
  for (let y = 0; y < first.length; y++) {
    const start = first[y]! * width
    const taps = count[y]!
    for (let x = 0; x < width; x++) {
      let sum = half
      for (let k = 0; k < taps; k++) sum += Math.imul(from[start + k * width + x]!, weights[y * most + k]!)
      to[y * width + x] = sum >> weightBits
    }
  }
}
