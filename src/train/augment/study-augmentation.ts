import type { Augmentation } from './augmentation.js'

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
