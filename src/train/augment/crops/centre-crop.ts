import type { ImageShape } from '../image-shape.js'
import { roundHalfEven } from '../round-half-even.js'
import type { CropPlace } from './crop-place.js'

/** The middle of an image, as torchvision's CenterCrop: half a pixel off goes to the even place. */
export function centreCrop({ height, width }: ImageShape, side: number): CropPlace {
  return { top: roundHalfEven((height - side) / 2), left: roundHalfEven((width - side) / 2), isMirrored: false }
}
