import type { Random } from '../../core/random.js'
import type { Split } from '../data/dataset.js'
import { imageSize } from './image-size.js'

export interface Augmentation {
  readonly flipProbability: number
  readonly shiftProbability: number
  /** Largest shift each way, as a part of the image's height and width. */
  readonly shiftFraction: number
}

export interface BatchRequest {
  readonly split: Split
  /** Which images, [batch]. */
  readonly indices: Uint32Array
  readonly augmentation: Augmentation
  readonly epoch: number
  /** Sample i of an epoch draws from `random.at(epoch, i)`, so no other sample and no order of work changes it. */
  readonly random: Random
}

/**
 * Training images, each shifted (what comes in is 0), mirrored and cropped at random, in this order:
 * [batch, 40, 40, 1] from 0 to 1.
 */
export function trainingBatch({ split, indices, augmentation, epoch, random }: BatchRequest): Float32Array {
  const { whole, crop } = imageSize
  const pixels = new Float32Array(indices.length * crop * crop)
  let to = 0
  for (const index of indices) {
    const { flip, downBy, rightBy, top, left } = drawChanges(random.at(epoch, index), augmentation)
    const image = index * whole * whole
    for (let y = 0; y < crop; y++) {
      const row = top + y - downBy
      const isRowInside = row >= 0 && row < whole
      for (let x = 0; x < crop; x++) {
        const column = (flip ? whole - 1 - (left + x) : left + x) - rightBy
        if (isRowInside && column >= 0 && column < whole) {
          pixels[to] = split.images[image + row * whole + column]! / 255
        }
        to++
      }
    }
  }
  return pixels
}

/** Every sample draws the same count of numbers, so that switching one change off leaves the others as they were. */
function drawChanges(random: Random, { flipProbability, shiftProbability, shiftFraction }: Augmentation) {
  const { whole, crop } = imageSize
  const isShifted = random.uniform() < shiftProbability
  const farthest = shiftFraction * whole
  const downBy = Math.round((2 * random.uniform() - 1) * farthest)
  const rightBy = Math.round((2 * random.uniform() - 1) * farthest)
  const flip = random.uniform() < flipProbability
  const top = random.integer(whole - crop + 1)
  const left = random.integer(whole - crop + 1)
  return { flip, top, left, downBy: isShifted ? downBy : 0, rightBy: isShifted ? rightBy : 0 }
}
