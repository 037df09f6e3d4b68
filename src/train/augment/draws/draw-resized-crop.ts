import type { Random } from '../../../core/random.js'
import type { Augmentation } from '../augmentation.js'
import type { Box } from '../box.js'
import type { ImageShape } from '../image-shape.js'
import { roundHalfEven } from '../round-half-even.js'
import { drawAspect } from './draw-aspect.js'

/**
 * The part of an image that is resized to the whole; undefined where the step does not happen. Ten tries to draw an area
 * and an aspect that fit, as torchvision's RandomResizedCrop; then the whole image, or its middle of the nearest aspect
 * that is allowed.
 */
export function drawResizedCrop(random: Random, shape: ImageShape, augmentation: Augmentation): Box | undefined {
  if (random.uniform() >= augmentation.resizedCropProbability) return undefined
  const { areaMin, areaMax, aspectMin, aspectMax } = augmentation
  for (let tries = 0; tries < 10; tries++) {
    const area = shape.height * shape.width * (areaMin + (areaMax - areaMin) * random.uniform())
    const aspect = drawAspect(random, aspectMin, aspectMax)
    const width = Math.round(Math.sqrt(area * aspect))
    const height = Math.round(Math.sqrt(area / aspect))
    if (width > 0 && width <= shape.width && height > 0 && height <= shape.height) {
      const top = random.integer(shape.height - height + 1)
      return { top, left: random.integer(shape.width - width + 1), height, width }
    }
  }
  return middle(shape, aspectMin, aspectMax)
}

function middle(shape: ImageShape, aspectMin: number, aspectMax: number): Box {
  const aspect = shape.width / shape.height
  const height = aspect < aspectMin ? roundHalfEven(shape.width / aspectMin) : shape.height
  const width = aspect > aspectMax ? roundHalfEven(shape.height * aspectMax) : shape.width
  return { top: (shape.height - height) >> 1, left: (shape.width - width) >> 1, height, width }
}
