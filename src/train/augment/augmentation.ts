/**
 * How training images are changed, in the order of these fields. Every step has the probability that it happens to an
 * image (erasing: to a crop); areas are parts of the whole, aspects are drawn evenly by their logarithm.
 */
export interface Augmentation {
  /** Cuts a part of the image and resizes it to the image's own size, bilinear. */
  readonly resizedCropProbability: number
  readonly areaMin: number
  readonly areaMax: number
  /** Width / height of the part. */
  readonly aspectMin: number
  readonly aspectMax: number
  readonly shiftProbability: number
  /** Largest shift each way, as a part of the image's height and width. */
  readonly shiftFraction: number
  /** Mirrors left and right. */
  readonly flipProbability: number
  readonly rotationProbability: number
  /** Largest angle each way. */
  readonly rotationDegrees: number
  /** Sets a rectangle of a crop to 0. */
  readonly erasingProbability: number
  readonly erasingAreaMin: number
  readonly erasingAreaMax: number
  /** Height / width of the rectangle. */
  readonly erasingAspectMin: number
  readonly erasingAspectMax: number
}
