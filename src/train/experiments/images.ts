import { noAugmentation } from '../augment/no-augmentation.js'
import { defineClassifier } from '../classify/define-classifier.js'

/**
 * The experiment `images`: tells the class of gray images of any one size, from IDX files (as MNIST's) or a folder of
 * images by class. It sees whole images, unchanged, until its parameters say otherwise.
 */
export default defineClassifier({
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
})
