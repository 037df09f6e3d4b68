import { UsageError } from '../../core/errors.js'
import { type ImageShape, roundHalfEven } from './geometry.js'

/** How the square crops that a model sees are cut out of an image: one of them, or its `tenCrop`. */
export type Crops = 'random' | 'centre' | 'ten'

/** The crops that an image is scored by: no chance in them. */
export type EvaluationCrops = Exclude<Crops, 'random'>

/** How many images a model sees for one image of the dataset. */
export function cropsPerImage(crops: Crops): number {
  return crops === 'ten' ? 10 : 1
}

/** Where a square crop is cut out of an image. */
export interface CropPlace {
  readonly top: number
  readonly left: number
  /** Cut out of the image's mirror image, at these places of that. */
  readonly isMirrored: boolean
}

/** Throws UsageError where a square crop of that side does not fit in the images. */
export function checkCrop({ height, width }: ImageShape, side: number): void {
  const most = Math.min(height, width)
  if (Number.isInteger(side) && side >= 1 && side <= most) return
  throw new UsageError(
    `crop: ${side} does not fit in images of ${width}x${height} pixels; write a whole number from 1 to ${most}`,
  )
}

/** The middle of an image, as torchvision's CenterCrop: half a pixel off goes to the even place. */
export function centreCrop({ height, width }: ImageShape, side: number): CropPlace {
  return { top: roundHalfEven((height - side) / 2), left: roundHalfEven((width - side) / 2), isMirrored: false }
}

/**
 * The four corners and the centre of an image, then those of its mirror image: top left, top right, bottom left, bottom
 * right, centre, as torchvision's TenCrop.
 */
export function tenCrop(shape: ImageShape, side: number): readonly CropPlace[] {
  const [bottom, right] = [shape.height - side, shape.width - side]
  const corners = [0, bottom].flatMap((top) => [0, right].map((left) => ({ top, left })))
  const five = [...corners, centreCrop(shape, side)]
  return [false, true].flatMap((isMirrored) => five.map(({ top, left }) => ({ top, left, isMirrored })))
}

/** Copies a square crop of a gray image of `width` into `to` from `start` on, scaled from 0..255 to 0..1 in float32. */
export function cutCrop(
  image: Uint8Array,
  width: number,
  { top, left, isMirrored }: CropPlace,
  side: number,
  to: Float32Array,
  start: number,
): void {
  for (let y = 0; y < side; y++) {
    const row = (top + y) * width
    const place = start + y * side
    if (isMirrored) {
      const last = row + width - 1 - left
      for (let x = 0; x < side; x++) to[place + x] = scaled[image[last - x]!]!
    } else {
      const first = row + left
      for (let x = 0; x < side; x++) to[place + x] = scaled[image[first + x]!]!
    }
  }
}

/** gray / 255 */
const scaled = Float32Array.from({ length: 256 }, (_, gray) => gray / 255)
