import type { ExperimentDefinition } from '../../core/experiment.js'
import type { Json } from '../../core/json.js'
import type { Tf } from '../../engine/engine.js'
import { probabilities } from '../../nn/calibration.js'
import type { EvaluationCrops } from '../augment/crops.js'
import { logitsOfImages, withClassifier } from './classifier.js'
import { type PhotoRequest, readPhotos } from './photos.js'

/** What to predict. Plain JSON. */
export type PredictParams = PhotoRequest & {
  /** The model folder; absolute. */
  readonly model: string
  /** Ten crops of every image, whatever the training scored by. */
  readonly tta: boolean
  /** What the logits are divided by; 1 for the probabilities that `model.json` gives. */
  readonly temperature: number
}

/** The metadata of the artifact `predictions`. Plain JSON. */
export type Predicted = {
  readonly crops: EvaluationCrops
  readonly classes: readonly string[]
  /** In the order of the images, [image][class]. */
  readonly probabilities: readonly (readonly number[])[]
}

/** Predicts the class of photos with a saved classifier: all of them are read before the first is predicted. */
export default {
  metrics: ['images'],
  run: async ({ params }, { engine: tf, artifact }) => {
    const request = params as unknown as PredictParams
    return withClassifier(tf, request.model, async (classifier) => {
      const photos = await readPhotos(classifier, request)
      const { labels: classes, preprocessing } = classifier.description
      const crops = request.tta ? 'ten' : preprocessing.crops
      const logits = await logitsOfImages(tf, classifier, photos, crops)
      const shares = [...probabilities(logits, classes.length, request.temperature)]
      const rows = request.images.map((_, i) => shares.slice(i * classes.length, (i + 1) * classes.length))
      const tensors = { logits: { dtype: 'float32', shape: [photos.count, classes.length], data: logits } } as const
      const predicted: Predicted = { crops, classes, probabilities: rows }
      await artifact('predictions', tensors, predicted satisfies Json)
      return { images: photos.count }
    })
  },
} satisfies ExperimentDefinition<Tf>
