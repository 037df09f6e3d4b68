import { type Augmentation, noAugmentation } from '../../augment/augmentation.js'
import type { Crops, EvaluationCrops } from '../../augment/crops.js'

/** What differs between the built-in experiments: where they look for images and what they do with them when nobody says. */
export interface Defaults {
  readonly model: string
  readonly width: number
  /** Names of splits; null for none. */
  readonly train: string
  readonly validation: string | null
  readonly test: string | null
  /** Side of the crops in pixels; 0 for whole images. */
  readonly cropSize: number
  readonly trainCrops: Crops
  readonly testCrops: EvaluationCrops
  readonly augmentation: Augmentation
  /** Whether images are drawn where no data is named. */
  readonly synthesizes: boolean
}

/** Whole images of any data, unchanged, a tenth of them kept back to validate on. */
export const imageDefaults: Defaults = {
  model: 'cnn',
  width: 1,
  train: 'train[:90%]',
  validation: 'train[90%:]',
  test: null,
  cropSize: 0,
  trainCrops: 'centre',
  testCrops: 'centre',
  augmentation: noAugmentation,
  synthesizes: false,
}
