/** Where a square crop is cut out of an image. */
export interface CropPlace {
  readonly top: number
  readonly left: number
  /** Cut out of the image's mirror image, at these places of that. */
  readonly isMirrored: boolean
}
