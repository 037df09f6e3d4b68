import type { Tf } from '../../engine/tf.js'
import type { EvaluationCrops } from '../augment/crops/evaluation-crops.js'
import type { Split } from '../data/dataset.js'
import { predictSplit } from '../fit/predict-split.js'
import type { SavedClassifier } from './saved-classifier.js'

/** What a saved classifier makes of images of its size: logits [count, classes], of ten crops their mean. */
export function logitsOfImages(
  tf: Tf,
  { network, weights, shape, crop }: SavedClassifier,
  images: Pick<Split, 'count' | 'images'>,
  crops: EvaluationCrops,
): Promise<Float32Array> {
  const split = { ...images, labels: new Uint8Array(images.count) }
  return predictSplit(tf, network, weights, { split, shape, crop, crops })
}
