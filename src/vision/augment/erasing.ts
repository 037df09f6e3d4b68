import type { Random } from '../../core/random.js'
import type { Augmentation } from './augmentation.js'
import { type Box, drawAspect } from './geometry.js'

/**
 * The part of a square crop that is erased; undefined where the step does not happen. Ten tries to draw an area and an
 * aspect that leave something beside them, as torchvision's RandomErasing; then nothing is erased.
 */
export function drawErasing(random: Random, side: number, augmentation: Augmentation): Box | undefined {
  if (random.uniform() >= augmentation.erasingProbability) return undefined
  const { erasingAreaMin, erasingAreaMax, erasingAspectMin, erasingAspectMax } = augmentation
  for (let tries = 0; tries < 10; tries++) {
    const area = side * side * (erasingAreaMin + (erasingAreaMax - erasingAreaMin) * random.uniform())
    const aspect = drawAspect(random, erasingAspectMin, erasingAspectMax)
    const height = Math.round(Math.sqrt(area * aspect))
    const width = Math.round(Math.sqrt(area / aspect))
    if (height < side && width < side) {
      const top = random.integer(side - height + 1)
      return { top, left: random.integer(side - width + 1), height, width }
    }
  }
  return undefined
}

/** Sets a box of a square crop, which starts at `start` of `pixels`, to 0. */
export function erase(pixels: Float32Array, start: number, side: number, { top, left, height, width }: Box): void {
  for (let y = top; y < top + height; y++) {
    const first = start + y * side + left
    pixels.fill(0, first, first + width)
  }
}
