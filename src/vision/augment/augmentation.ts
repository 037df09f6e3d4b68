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

/** What "Facial Emotion Recognition: State of the Art Performance on FER2013" (arXiv 2105.03588) trains with. */
export const studyAugmentation = {
  resizedCropProbability: 1,
  areaMin: 0.8,
  areaMax: 1.2,
  aspectMin: 3 / 4,
  aspectMax: 4 / 3,
  shiftProbability: 0.5,
  shiftFraction: 0.2,
  flipProbability: 0.5,
  rotationProbability: 0.5,
  rotationDegrees: 10,
  erasingProbability: 0.5,
  erasingAreaMin: 0.02,
  erasingAreaMax: 0.33,
  erasingAspectMin: 0.3,
  erasingAspectMax: 3.3,
} as const satisfies Augmentation

/** Leaves images as they are; for those who switch steps on one by one, with the ranges of the study. */
export const noAugmentation = {
  ...studyAugmentation,
  resizedCropProbability: 0,
  shiftProbability: 0,
  flipProbability: 0,
  rotationProbability: 0,
  erasingProbability: 0,
} as const satisfies Augmentation
