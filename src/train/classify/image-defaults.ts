import { noAugmentation } from '../augment/no-augmentation.js'
import type { Defaults } from './defaults.js'

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
