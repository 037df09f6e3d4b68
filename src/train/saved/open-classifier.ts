import { readModelFolder } from '../../core/model-folder/read-model-folder.js'
import { readModelWeights } from '../../core/model-folder/read-model-weights.js'
import type { NamedTensors } from '../../core/tensor-data.js'
import { UsageError } from '../../core/usage-error.js'
import type { Tf } from '../../engine/tf.js'
import { imageDefaults } from '../classify/image-defaults.js'
import { parametersOf } from '../classify/parameters/parameters.js'
import { settingsOf } from '../classify/settings/settings.js'
import { models } from '../models/models.js'
import type { Network } from '../models/network.js'
import { toTensors } from '../tensors/to-tensors.js'
import { requireClassifier } from './require-classifier.js'
import type { SavedClassifier } from './saved-classifier.js'

/**
 * Opens a model folder as the network that was trained, so that its logits are those of the training to the last bit.
 * Throws UsageError for a folder that is damaged, of another version, or holds no classifier that is built in.
 */
export async function openClassifier(tf: Tf, folder: string): Promise<SavedClassifier> {
  const saved = await readModelFolder(folder)
  const description = requireClassifier(saved)
  const { labels, input, preprocessing, params } = description
  // Every parameter is there; the defaults stand in for those that later versions add.
  const settings = settingsOf(parametersOf(imageDefaults), params)
  const { width, dropout, modelName } = settings
  const network = models[modelName as keyof typeof models]({
    width,
    dropout,
    classes: labels.length,
    input: [input.height, input.width, input.channels],
  })
  const weights = byOurNames(await readModelWeights(saved))
  checkWeights(folder, modelName, network, weights)
  const { image_size: shape } = preprocessing
  return { folder, description, settings, shape, crop: input.height, network, weights: toTensors(tf, weights) }
}

/** `LAYER/NAME` is `LAYER.NAME`. */
function byOurNames(weights: NamedTensors): NamedTensors {
  return Object.fromEntries(Object.entries(weights).map(([name, tensor]) => [name.replaceAll('/', '.'), tensor]))
}

/** The files are as they were written, but the network may have been another one then. */
function checkWeights(folder: string, model: string, network: Network, weights: NamedTensors): void {
  const found = Object.entries(weights).map(([name, { shape }]) => `${name} [${shape.join(', ')}]`)
  const wanted = network.weights.map(({ name, shape }) => `${name} [${shape.join(', ')}]`)
  const missing = wanted.find((weight) => !found.includes(weight))
  const other = missing ?? found.find((weight) => !wanted.includes(weight))
  if (other === undefined) return
  throw new UsageError(
    `${folder}: its weights are not those of the model ${model} of this version of sweep: ${other} is ` +
      `${missing === undefined ? 'there in addition' : 'missing'}. Use the version that wrote it, or save the model again`,
  )
}
