import type { ParameterSpecs } from '../../../core/parameter.js'
import type { Params } from '../../../core/trial.js'
import { models, registeredModels } from '../../../nn/models/registry.js'
import { type OptimizerSettings, optimizerParameters, optimizerSettings } from '../../../nn/optimizers/registry.js'
import { type ParamReader, paramReader } from '../../../nn/parameters.js'
import { scheduleParameters } from '../../../nn/schedules/registry.js'
import type { Augmentation } from '../../augment/augmentation.js'
import type { Crops, EvaluationCrops } from '../../augment/crops.js'
import type { SplitsRequest } from '../../data/splits/loading.js'
import { augmentationParameters, augmentationSettings } from './augmentation.js'
import { dataParameters, dataSettings } from './data.js'
import type { Defaults } from './defaults.js'

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

/** All that an experiment with these defaults reads. */
export function parametersOf(defaults: Defaults): ParameterSpecs {
  return {
    ...networkParameters(defaults),
    ...optimizerParameters(),
    ...scheduleParameters(),
    ...trainingParameters(defaults),
    ...dataParameters(defaults),
    ...augmentationParameters(defaults),
  }
}

/** The network and the weights that it begins with. */
function networkParameters({ model, width }: Defaults) {
  return {
    model: {
      type: 'string',
      values: [...Object.keys(models), ...registeredModels.keys()],
      default: model,
      description: 'network',
    },
    width: {
      type: 'number',
      default: width,
      min: 1 / 64,
      max: 4,
      description: 'multiplies channels and hidden units; 1 is the network as it was published',
    },
    dropout: { type: 'number', default: 0.2, min: 0, max: 0.95, description: 'probability to drop a hidden unit' },
    init_from: {
      type: 'trial',
      default: null,
      description: 'a finished trial, { run, trial }, or the folder of a saved model, whose weights are the first ones',
    },
  } as const satisfies ParameterSpecs
}

/** How long is trained, and how it is scored. */
function trainingParameters({ testCrops }: Defaults) {
  const crops = (what: string, fallback: 'centre' | 'ten') =>
    ({
      type: 'string',
      values: ['centre', 'ten'],
      default: fallback,
      description: `score ${what} by its middle, or by the mean of the logits of ten crops`,
    }) as const
  return {
    batch_size: { type: 'integer', default: 64, min: 1, description: 'images in a batch' },
    epochs: { type: 'integer', default: 10, min: 1, description: 'passes over the training images' },
    patience: {
      type: 'integer',
      default: 0,
      min: 0,
      description: 'stop after so many epochs without a better metric of the sweep; 0 for never',
    },
    validation_crops: crops('an image of the validation split', 'centre'),
    test_crops: crops('an image of the test split', testCrops),
  } as const satisfies ParameterSpecs
}
