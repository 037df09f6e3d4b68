import { type ClassifierDescription, classifierDescription } from '../../core/model-folder/classifier-description.js'
import type { ModelFolder } from '../../core/model-folder/read-model-folder.js'
import { UsageError } from '../../core/usage-error.js'
import { models } from '../models/models.js'

/**
 * What a model folder says of its classifier. Throws UsageError, with what is missing, for a model that its experiment did
 * not describe, and for one of a network that only its experiment knows.
 */
export function requireClassifier({
  folder,
  description,
  experiment,
}: Pick<ModelFolder, 'folder' | 'description' | 'experiment'>): ClassifierDescription {
  const classifier = classifierDescription(description)
  if (classifier === undefined) {
    const of = experiment === null ? '' : ` of the experiment ${experiment}`
    throw new UsageError(
      `${folder} holds a model${of} that does not say how to use it: its labels, its input and what is to be done to an image ` +
        'are missing. Use a model of the experiment fer or images, or load this one yourself with tf.loadLayersModel',
    )
  }
  const { model } = classifier.params
  if (typeof model === 'string' && Object.hasOwn(models, model)) return classifier
  throw new UsageError(
    `${folder} holds the model ${JSON.stringify(model)}, which is not built in: what its experiment made it of is missing. ` +
      `Built in: ${Object.keys(models).join(', ')}. Load this one yourself with tf.loadLayersModel`,
  )
}
