import { resolve } from 'node:path'
import { readModelFolder } from '../core/model-folder.js'
import { chooseEngine } from '../engine/choice.js'
import type { ShownPrediction, ShownPredictions } from '../report/predictions.js'
import { carryOut, type EngineChoice, type TaskEnvironment } from '../runs/saved-task.js'
import { requireClassifier } from '../vision/saved/classifier.js'
import type { Predicted, PredictParams } from '../vision/saved/prediction.js'
import { temperatureOf } from './temperature.js'

interface Request extends EngineChoice, Pick<PredictParams, 'box' | 'tta'> {
  /** Their paths. */
  readonly images: readonly string[]
  /** Probabilities as `model.json` gives them. */
  readonly raw: boolean
  /** How many of the likeliest classes to give. */
  readonly top: number
}

/** Predicts the class of photos with a saved model; undefined where it was told to stop. Throws a SweepError. */
export async function predictImages(
  model: string,
  request: Request,
  environment: TaskEnvironment,
): Promise<ShownPredictions | undefined> {
  requireClassifier(await readModelFolder(model))
  const fitted = request.raw ? undefined : await temperatureOf(model)
  const temperature = {
    value: fitted ?? 1,
    of: request.raw ? 'raw' : fitted === undefined ? 'none' : 'validation',
  } as const
  const engine = await chooseEngine(request.engine)
  const { images, box, tta } = request
  const params = {
    model: resolve(model),
    images: images.map((image) => resolve(image)),
    box: box && { ...box },
    tta,
    temperature: temperature.value,
  } satisfies PredictParams
  const found = await carryOut(
    {
      module: new URL('../vision/saved/prediction.js', import.meta.url).href,
      params,
      engine,
      threads: request.threads,
      metric: 'images',
      artifact: 'predictions',
    },
    environment,
  )
  if (found === undefined) return undefined
  const { crops, classes, probabilities } = found.metadata as unknown as Predicted
  const predictions = images.map((image, i) => ({ image, classes: likeliest(classes, probabilities[i]!, request.top) }))
  return { model, crops, engine: `${engine.name} ${engine.version}`, temperature, images: predictions }
}

/** Of equal ones the earlier class first. */
function likeliest(classes: readonly string[], shares: readonly number[], most: number): ShownPrediction['classes'] {
  return classes
    .map((name, k) => ({ class: name, probability: shares[k]! }))
    .sort((a, b) => b.probability - a.probability)
    .slice(0, most)
}
