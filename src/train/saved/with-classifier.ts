import type { Tf } from '../../engine/tf.js'
import { disposeTensors } from '../tensors/dispose-tensors.js'
import { openClassifier } from './open-classifier.js'
import type { SavedClassifier } from './saved-classifier.js'

/** Opens a saved classifier for as long as `use` takes. Throws what `openClassifier` throws. */
export async function withClassifier<Result>(
  tf: Tf,
  folder: string,
  use: (classifier: SavedClassifier) => Promise<Result>,
): Promise<Result> {
  const classifier = await openClassifier(tf, folder)
  try {
    return await use(classifier)
  } finally {
    disposeTensors(classifier.weights)
  }
}
