import { resolve } from 'node:path'
import { UsageError } from '../../core/errors.js'
import type { ExperimentDefinition } from '../../core/experiment.js'
import type { Json } from '../../core/json.js'
import type { Tf } from '../../engine/engine.js'
import { type Evaluation, evaluateLogits } from '../../nn/evaluation.js'
import type { EvaluationCrops } from '../augment/crops.js'
import { dataKey } from '../classify/model-description.js'
import { firstOverlap } from '../data/splits/slices.js'
import { logitsOfImages, type SavedClassifier, withClassifier } from './classifier.js'
import { type FoundSplit, loadSplit, type SplitRequest } from './split.js'

/** What to score. Plain JSON. */
export type EvaluateParams = SplitRequest & {
  /** The model folder; absolute. */
  readonly model: string
  /** Ten crops of every image, whatever the training scored by. */
  readonly tta: boolean
  /** What the logits are divided by for the calibration; null to fit it on the split, as it is for the validation split. */
  readonly temperature: number | null
}

/** What was scored: the metadata of the artifact `evaluation`. Plain JSON. */
export type EvaluatedSplit = {
  readonly splits: readonly string[]
  /** The data that they are of. */
  readonly data: string
  readonly crops: EvaluationCrops
  readonly classes: readonly string[]
  readonly evaluation: Evaluation
}

/** Scores a saved classifier on a split. Carried out as an attempt, so that an engine is loaded as for a training. */
export default {
  metrics: ['accuracy', 'loss'],
  run: async ({ params }, { engine: tf, artifact, log }) => {
    const request = params as unknown as EvaluateParams
    return withClassifier(tf, request.model, async (classifier) => {
      const found = await loadSplit(classifier, request, log)
      refuseTrained(classifier, request, found, log)
      const { split, names, where } = found
      const crops = request.tta ? 'ten' : cropsFor(classifier, names)
      const { labels: classes } = classifier.description
      const logits = await logitsOfImages(tf, classifier, split, crops)
      const temperature = request.temperature ?? undefined
      const evaluation = evaluateLogits(logits, split.labels, classes, { votes: split.votes, temperature })
      const tensors = {
        logits: { dtype: 'float32', shape: [split.count, classes.length], data: logits },
        labels: { dtype: 'int32', shape: [split.count], data: Int32Array.from(split.labels) },
      } as const
      const evaluated: EvaluatedSplit = { splits: names, data: where, crops, classes, evaluation }
      await artifact('evaluation', tensors, evaluated satisfies Json)
      return { accuracy: evaluation.accuracy, loss: evaluation.loss }
    })
  },
} satisfies ExperimentDefinition<Tf>

/** As the training scored that split; one that it did not score, as the one that chose the epoch. */
function cropsFor({ settings }: SavedClassifier, names: readonly string[]): EvaluationCrops {
  const isTest = String(names) === String(settings.data.test)
  return isTest ? settings.testCrops : settings.validationCrops
}

/**
 * Throws UsageError for a split of which a model, or one that it began from, was trained on. Other data than those of the
 * training are taken at their word, but a split of the same name is said through `log`.
 */
function refuseTrained(
  { description, settings, folder }: Pick<SavedClassifier, 'description' | 'settings' | 'folder'>,
  request: SplitRequest,
  { names, countOf }: Pick<FoundSplit, 'names' | 'countOf'>,
  log: (line: string) => void,
): void {
  const key = request.data === null ? dataKey(settings.data) : resolve(request.data)
  for (const { data, train } of description.trained_on) {
    const found = firstOverlap(names, train, countOf)
    if (found === undefined) continue
    if (data === key) {
      throw new UsageError(
        `--split: ${folder} was trained on "${found.other}" of these data, so that its figures on "${found.name}" would say ` +
          'nothing of images that it has not seen. Name a split that it was not trained on',
      )
    }
    log(
      `Warning: the model was trained on "${found.other}" of ${data}. If "${found.name}" of ${key} holds the same images, ` +
        'its figures say nothing of images that it has not seen.',
    )
  }
}
