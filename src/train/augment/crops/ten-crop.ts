import type { ImageShape } from '../image-shape.js'
import { centreCrop } from './centre-crop.js'
import type { CropPlace } from './crop-place.js'

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
