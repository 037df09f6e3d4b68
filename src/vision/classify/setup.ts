import { UsageError } from '../../core/errors.js'
import type { TrialContext } from '../../core/experiment.js'
import type { Tf } from '../../engine/engine.js'
import type { Model } from '../../nn/models/model.js'
import { modelNamed } from '../../nn/models/registry.js'
import { refuseIdleAverage } from '../../nn/optimizers/asgd.js'
import { scheduleSettings } from '../../nn/schedules/registry.js'
import type { Schedule } from '../../nn/schedules/schedule.js'
import { batchCount } from '../augment/batches.js'
import type { ImageShape } from '../augment/geometry.js'
import type { Split } from '../data/dataset.js'
import { loadSplits } from '../data/splits/loading.js'
import type { Settings } from './settings/settings.js'

/** A trial's settings with all that they lead to: images, model, schedule. */
export interface Setup extends Settings {
  readonly classes: readonly string[]
  readonly shape: ImageShape
  /** Side of the crops in pixels. */
  readonly crop: number
  readonly training: Split
  readonly validation: Split | undefined
  readonly test: Split | undefined
  readonly model: Model
  readonly schedule: Schedule
}

/** Throws DataError, and UsageError for settings that do not fit the images or how many they are. */
export async function setUp(
  settings: Settings,
  { metric, log, share }: Pick<TrialContext<Tf>, 'metric' | 'log' | 'share'>,
): Promise<Setup> {
  const { classes, shape, ...splits } = await loadSplits(settings.data, log, share)
  const crop = cropSide(settings.cropSize, shape)
  const steps = stepsPerEpoch(splits.training.count, settings)
  refuseIdleAverage(settings.read, steps)
  return {
    ...settings,
    classes,
    shape,
    crop,
    training: splits.training,
    validation: splits.validation,
    test: splits.test,
    model: modelFor(settings, classes.length, crop),
    schedule: scheduleSettings(settings.read, metric.goal, steps),
  }
}

/**
 * The model that the settings name, for gray crops of that side in pixels. Throws UsageError for one that there is not,
 * that the crops do not fit, or whose output is not one number for each class.
 */
export function modelFor(
  { modelName, width, dropout }: Pick<Settings, 'modelName' | 'width' | 'dropout'>,
  classes: number,
  crop: number,
): Model {
  const model = modelNamed(modelName)({ width, dropout, classes, input: [crop, crop, 1] })
  if (model.output === undefined || String(model.output) === String([classes])) return model
  throw new UsageError(
    `model "${modelName}": its output is [${model.output.join(', ')}], but the data have ${classes} classes; ` +
      'end it with a dense layer of that many units',
  )
}

/**
 * The side of the crops that a network is given, in pixels; whole images where no size is asked for. Throws UsageError
 * for one that does not fit, and for whole images that are not square.
 */
export function cropSide(cropSize: number | undefined, { height, width }: ImageShape): number {
  const largest = Math.min(height, width)
  if (cropSize === undefined && height === width) return height
  if (cropSize !== undefined && cropSize <= largest) return cropSize
  throw new UsageError(
    `crop_size: ${cropSize ?? 0} does not fit images of ${width}x${height} pixels; write at most ${largest}`,
  )
}

/** How many steps an epoch over so many samples has. */
export function stepsPerEpoch(samples: number, settings: Pick<Settings, 'batchSize' | 'accumulationSteps'>): number {
  return Math.ceil(batchCount(samples, settings.batchSize) / settings.accumulationSteps)
}
