import { studyAugmentation } from './augment/augmentation.js'
import { defineClassifier } from './classify/classifier.js'

/**
 * The experiment `fer`: tells the emotion of a face. Its defaults are those of the study (Khaireddin and Chen, "Facial
 * Emotion Recognition: State of the Art Performance on FER2013", 2021), but for what a CPU cannot bear: a quarter of the
 * width, one random crop of an image instead of ten, ten epochs. It trains on Training and validates on PrivateTest, as
 * the study does; PublicTest stays unseen until `test` names it.
 */
export default defineClassifier({
  model: 'vgg',
  width: 0.25,
  train: 'Training',
  validation: 'PrivateTest',
  test: null,
  cropSize: 40,
  trainCrops: 'random',
  testCrops: 'ten',
  augmentation: studyAugmentation,
  synthesizes: true,
})
