import type { Crops } from './crops.js'

/** How many images a model sees for one image of the dataset. */
export function cropsPerImage(crops: Crops): number {
  return crops === 'ten' ? 10 : 1
}
