import type { Augmentation } from './augmentation.js'
import { studyAugmentation } from './study-augmentation.js'

/** Leaves images as they are; for those who switch steps on one by one, with the ranges of the study. */
export const noAugmentation = {
  ...studyAugmentation,
  resizedCropProbability: 0,
  shiftProbability: 0,
  flipProbability: 0,
  rotationProbability: 0,
  erasingProbability: 0,
} as const satisfies Augmentation
