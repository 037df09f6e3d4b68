import type { ParameterSpecs } from '../../../core/parameter-spec.js'
import type { Params } from '../../../core/trial.js'
import type { Augmentation } from '../../augment/augmentation.js'
import type { Crops } from '../../augment/crops/crops.js'
import type { EvaluationCrops } from '../../augment/crops/evaluation-crops.js'
import type { SplitsRequest } from '../../data/load-splits.js'
import { augmentationSettings } from './augmentation-settings.js'
import { dataSettings } from './data-settings.js'
import { type OptimizerSettings, optimizerSettings } from './optimizer-settings.js'
import { type ParamReader, paramReader } from './param-reader.js'

/** The parameters of a trial, typed and complete. */
export interface Settings extends OptimizerSettings {
  readonly data: SplitsRequest
  readonly augmentation: Augmentation
  /** Side of the crops in pixels; undefined for whole images. */
  readonly cropSize: number | undefined
  readonly trainCrops: Crops
  readonly validationCrops: EvaluationCrops
  readonly testCrops: EvaluationCrops
  readonly batchSize: number
  readonly epochs: number
  /** Epochs without a better metric before training stops; 0 for never. */
  readonly patience: number
  readonly modelName: string
  readonly width: number
  readonly dropout: number
  /** The rest, for what depends on the data. */
  readonly read: ParamReader
}

/** Reads the parameters of a trial; what is left out has its default. Throws UsageError for what cannot be. */
export function settingsOf(specs: ParameterSpecs, params: Params): Settings {
  const read = paramReader(specs, params)
  return {
    ...optimizerSettings(read),
    data: dataSettings(read),
    augmentation: augmentationSettings(read),
    cropSize: read.number('crop_size') || undefined,
    trainCrops: read.oneOf('train_crops', ['random', 'centre', 'ten']),
    validationCrops: read.oneOf('validation_crops', ['centre', 'ten']),
    testCrops: read.oneOf('test_crops', ['centre', 'ten']),
    batchSize: read.number('batch_size'),
    epochs: read.number('epochs'),
    patience: read.number('patience'),
    modelName: String(read.value('model')),
    width: read.number('width'),
    dropout: read.number('dropout'),
    read,
  }
}
