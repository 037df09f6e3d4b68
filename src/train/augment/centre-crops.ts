import type { Split } from '../data/dataset.js'
import { imageSize } from './image-size.js'

/** The middle of the images `start` to `end` (excluded), as models are evaluated on: [batch, 40, 40, 1] from 0 to 1. */
export function centreCrops(split: Split, start: number, end: number): Float32Array {
  const { whole, crop } = imageSize
  const margin = (whole - crop) / 2
  const pixels = new Float32Array((end - start) * crop * crop)
  let to = 0
  for (let index = start; index < end; index++) {
    for (let y = margin; y < margin + crop; y++) {
      const row = (index * whole + y) * whole
      for (let x = margin; x < margin + crop; x++) pixels[to++] = split.images[row + x]! / 255
    }
  }
  return pixels
}
