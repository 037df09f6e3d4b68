import type { Random } from '../../core/random.js'
import type { Augmentation } from './augmentation.js'
import type { ImageShape } from './geometry.js'

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

/** Degrees to turn an image by, counter-clockwise; undefined where the step does not happen. */
export function drawRotation(
  random: Random,
  { rotationProbability, rotationDegrees }: Augmentation,
): number | undefined {
  if (random.uniform() >= rotationProbability) return undefined
  return (2 * random.uniform() - 1) * rotationDegrees
}

/**
 * Turns a gray image about its centre, counter-clockwise, each pixel the nearest one; what comes in is 0. `to` is
 * another array than `from`. To the last bit as Pillow's `image.rotate(degrees, NEAREST)`, in its fixed-point numbers of
 * 16 binary places (Geometry.c, affine_fixed), for images of less than 32,768 pixels a side.
 */
export function rotate(from: Uint8Array, { height, width }: ImageShape, degrees: number, to: Uint8Array): void {
  const radians = (degrees * Math.PI) / 180
  const cos = Math.cos(radians)
  const sin = Math.sin(radians)
  // Where output pixel (y, x) lies in the input: (column, row) = (cos x - sin y, sin x + cos y) about the centre.
  const [centreX, centreY] = [width / 2, height / 2]
  let startColumn = fixed(centreX + cos * (0.5 - centreX) - sin * (0.5 - centreY))
  let startRow = fixed(centreY + sin * (0.5 - centreX) + cos * (0.5 - centreY))
  const [along, across] = [fixed(cos), fixed(sin)]
  const acrossBack = fixed(-sin)
  for (let y = 0; y < height; y++) {
    let column = startColumn
    let row = startRow
    for (let x = 0; x < width; x++) {
      const fromX = column >> 16
      const fromY = row >> 16
      const isInside = fromX >= 0 && fromX < width && fromY >= 0 && fromY < height
      to[y * width + x] = isInside ? from[fromY * width + fromX]! : 0
      column += along
      row += across
    }
    startColumn += acrossBack
    startRow += along
  }
}

function fixed(value: number): number {
  return Math.floor(value * 65536 + 0.5)
}

/** Mirrors a gray image, left for right, in place. */
export function flip(image: Uint8Array, { height, width }: ImageShape): void {
  for (let y = 0; y < height; y++) {
    for (let left = y * width, right = left + width - 1; left < right; left++, right--) {
      const pixel = image[left]!
      image[left] = image[right]!
      image[right] = pixel
    }
  }
}
