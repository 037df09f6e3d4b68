import { type ClassifierDescription, classifierDescription } from '../../core/classifier-description.js'
import { UsageError } from '../../core/errors.js'
import { type ModelFolder, readModelFolder, readModelWeights } from '../../core/model-folder.js'
import type { NamedTensors } from '../../core/safetensors.js'
import type { Tf } from '../../engine/engine.js'
import type { Network } from '../../nn/models/network.js'
import { models } from '../../nn/models/registry.js'
import { disposeTensors, type Tensors, toTensors } from '../../nn/tensors.js'
import type { EvaluationCrops } from '../augment/crops.js'
import type { ImageShape } from '../augment/geometry.js'
import { imageDefaults } from '../classify/settings/defaults.js'
import { parametersOf, type Settings, settingsOf } from '../classify/settings/settings.js'
import type { Split } from '../data/dataset.js'
import { predictSplit } from '../fit/prediction.js'

/**
 * Opens a model folder as the network that was trained, so that its logits are those of the training to the last bit.
 * Throws UsageError for a folder that is damaged, of another version, or holds no classifier that is built in.
 */
async function openClassifier(tf: Tf, folder: string): Promise<SavedClassifier> {
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

/** A classifier that was saved, ready to use. Whoever opened it disposes its weights. */
export interface SavedClassifier {
  readonly folder: string
  readonly description: ClassifierDescription
  /** The parameters that it was trained with. */
  readonly settings: Settings
  /** Size of the images that its crops are cut out of. */
  readonly shape: ImageShape
  /** Side of the crops in pixels. */
  readonly crop: number
  readonly network: Network
  readonly weights: Tensors
}

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
