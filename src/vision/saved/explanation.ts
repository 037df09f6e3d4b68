import { highestClass } from '../../core/evaluation.js'
import type { ExperimentDefinition } from '../../core/experiment.js'
import type { Json } from '../../core/json.js'
import type { Random } from '../../core/random.js'
import type { Tf } from '../../engine/engine.js'
import { probabilities } from '../../nn/calibration.js'
import type { Tensor } from '../../nn/tensors.js'
import { type MethodName, methods, saliencyMap } from '../attribution.js'
import { evaluationBatch } from '../augment/evaluation-batch.js'
import type { Split } from '../data/dataset.js'
import { logitsOfImages, type SavedClassifier, withClassifier } from './classifier.js'
import { chooseImages, type ImagesRequest } from './examples.js'

/** What to explain. Plain JSON. */
export type ExplainParams = ImagesRequest & {
  /** The model folder; absolute. */
  readonly model: string
  readonly method: MethodName
  /** What the logits are divided by for the probabilities; 1 for those that `model.json` gives. */
  readonly temperature: number
}

/** The metadata of the artifact `saliency`. Plain JSON. */
export type Explained = {
  /** The splits, or null for images that were named, and the data that they are of. */
  readonly splits: readonly string[] | null
  readonly data: string | null
  /** In the order of the tensors `pixels` and `maps`, both [image, side, side], 0..1. */
  readonly images: readonly ExplainedImage[]
}

export type ExplainedImage = {
  /** Its path, or its split and place there. */
  readonly name: string
  /** Its true class; null where nobody says. */
  readonly label: string | null
  /** The class with the highest logit, which is the one that is explained. */
  readonly predicted: string
  /** Of the predicted class. */
  readonly probability: number
}

/**
 * Explains what a saved classifier sees in images: of the crop from the middle of each, how much every pixel has to do
 * with the highest logit.
 */
export default {
  metrics: ['images'],
  run: async ({ params }, { engine: tf, artifact, log, random }) => {
    const request = params as unknown as ExplainParams
    return withClassifier(tf, request.model, async (classifier) => {
      const { photos, names, labels, splits, data } = await chooseImages(tf, classifier, request, log)
      const { labels: classes } = classifier.description
      const logits = await logitsOfImages(tf, classifier, photos, 'centre')
      const shares = probabilities(logits, classes.length, request.temperature)
      const images = names.map((name, i): ExplainedImage => {
        const best = highestClass(logits, i * classes.length, classes.length)
        const label = labels === null ? null : classes[labels[i]!]!
        return { name, label, predicted: classes[best]!, probability: shares[i * classes.length + best]! }
      })
      const targets = images.map(({ predicted }) => classes.indexOf(predicted))
      const { pixels, maps } = await explainAll(
        tf,
        classifier,
        photos,
        targets,
        methods[request.method],
        random('noise'),
      )
      const shape = [photos.count, classifier.crop, classifier.crop]
      const tensors = {
        pixels: { dtype: 'float32', shape, data: pixels },
        maps: { dtype: 'float32', shape, data: maps },
      } as const
      await artifact('saliency', tensors, { splits, data, images } satisfies Explained satisfies Json)
      return { images: photos.count }
    })
  },
} satisfies ExperimentDefinition<Tf>

/** The crops that are explained and the map of each, both [count, crop, crop]. */
async function explainAll(
  tf: Tf,
  { network, weights, shape, crop }: SavedClassifier,
  photos: Pick<Split, 'count' | 'images'>,
  targets: readonly number[],
  attribute: (typeof methods)[MethodName],
  random: Random,
): Promise<{ readonly pixels: Float32Array; readonly maps: Float32Array }> {
  const pixels = evaluationBatch({ split: photos, shape, crop, crops: 'centre', start: 0, end: photos.count })
  const maps = new Float32Array(pixels.length)
  const logitsOf = (images: Tensor) => network.predict(tf, weights, images)
  const size = crop * crop
  for (const [i, target] of targets.entries()) {
    const own = pixels.subarray(i * size, (i + 1) * size)
    // The same noise for all, so that an image's map does not depend on those beside it.
    const attribution = await attribute(tf, logitsOf, { pixels: own, height: crop, width: crop, target, random })
    maps.set(saliencyMap(attribution), i * size)
  }
  return { pixels, maps }
}
