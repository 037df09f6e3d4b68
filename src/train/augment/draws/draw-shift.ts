import type { Random } from '../../../core/random.js'
import type { Augmentation } from '../augmentation.js'
import type { ImageShape } from '../image-shape.js'

/** Whole pixels to shift an image by, as torchvision's RandomAffine; undefined where the step does not happen. */
export function drawShift(
  random: Random,
  { height, width }: ImageShape,
  { shiftProbability, shiftFraction }: Augmentation,
): { readonly downBy: number; readonly rightBy: number } | undefined {
  if (random.uniform() >= shiftProbability) return undefined
  const rightBy = drawWithin(random, shiftFraction * width)
  return { downBy: drawWithin(random, shiftFraction * height), rightBy }
}

function drawWithin(random: Random, most: number): number {
  return Math.round((2 * random.uniform() - 1) * most)
}
