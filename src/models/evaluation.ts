import { resolve } from 'node:path'
import { wilson } from '../analyze/statistics/intervals.js'
import type { ClassifierDescription } from '../core/classifier-description.js'
import { readModelFolder } from '../core/model-folder.js'
import { chooseEngine } from '../engine/choice.js'
import type { ShownEvaluation } from '../report/evaluation.js'
import { carryOut, type EngineChoice, type TaskEnvironment } from '../runs/saved-task.js'
import { firstOverlap } from '../vision/data/splits/slices.js'
import { requireClassifier } from '../vision/saved/classifier.js'
import type { EvaluatedSplit, EvaluateParams } from '../vision/saved/evaluation.js'
import { temperatureOf } from './temperature.js'

type Request = EngineChoice & Pick<EvaluateParams, 'split' | 'data' | 'tta'>

/** Scores a saved model on a split; undefined where it was told to stop. Throws a SweepError. */
export async function evaluateModel(
  model: string,
  request: Request,
  environment: TaskEnvironment,
): Promise<ShownEvaluation | undefined> {
  const description = requireClassifier(await readModelFolder(model))
  const { splits } = description
  const { split, tta } = request
  const data = otherData(request.data, description)
  // As in the training: the validation split calibrates itself, and every other one is calibrated by it.
  const isValidation = data === null && String(split ?? splits.validation) === String(splits.validation)
  const temperature = isValidation ? null : ((await temperatureOf(model)) ?? 1)
  const engine = await chooseEngine(request.engine)
  const params: EvaluateParams = { model: resolve(model), split, data, tta, temperature }
  const found = await carryOut(
    {
      module: new URL('../vision/saved/evaluation.js', import.meta.url).href,
      params,
      engine,
      threads: request.threads,
      metric: 'accuracy',
      artifact: 'evaluation',
    },
    environment,
  )
  if (found === undefined) return undefined
  const { evaluation, splits: names, ...scored } = found.metadata as unknown as EvaluatedSplit
  const { count, loss, accuracy, top2, ece, temperature: divisor, by_class: byClass, confusion } = evaluation
  return {
    ...scored,
    model,
    splits: names,
    choseTheEpoch: data === null && firstOverlap(names, splits.validation, () => undefined) !== undefined,
    engine: `${engine.name} ${engine.version}`,
    ...{ count, accuracy, interval: wilson(accuracy, count), top2, loss, ece, temperature: divisor },
    macroF1: evaluation.macro_f1,
    balancedAccuracy: evaluation.balanced_accuracy,
    eceAfterTemperature: evaluation.ece_after_temperature,
    byClass: byClass.map(({ precision, recall, f1, count }) => ({ precision, recall, f1, count })),
    confusion,
  }
}

/** The path of `--data`, absolute; null where there is none, and for the data of the training, named or not. */
export function otherData(data: string | null, { params }: Pick<ClassifierDescription, 'params'>): string | null {
  const path = data === null ? null : resolve(data)
  return path === params.data ? null : path
}
