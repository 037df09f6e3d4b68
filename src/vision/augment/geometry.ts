import type { Random } from '../../core/random.js'

/** Size in pixels of the gray images of a dataset: one image is Uint8Array [height, width]. */
export interface ImageShape {
  readonly height: number
  readonly width: number
}

/** A rectangle of whole pixels within an image. */
export interface Box {
  readonly top: number
  readonly left: number
  readonly height: number
  readonly width: number
}

/** The nearest integer; of two equally near ones the even one, as Python's `round`. */
export function roundHalfEven(value: number): number {
  const rounded = Math.round(value)
  return Math.abs(value - Math.trunc(value)) === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded
}

/** A ratio of two sides, drawn so that its logarithm is uniform. */
export function drawAspect(random: Random, min: number, max: number): number {
  return min * (max / min) ** random.uniform()
}
