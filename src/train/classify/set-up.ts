import type { TrialContext } from '../../core/experiment.js'
import type { Tf } from '../../engine/tf.js'
import type { ImageShape } from '../augment/image-shape.js'
import type { Split } from '../data/dataset.js'
import { loadSplits } from '../data/load-splits.js'
import type { Model } from '../models/model.js'
import type { Schedule } from '../schedules/schedule.js'
import { cropSide } from './crop-side.js'
import { modelFor } from './model-for.js'
import { refuseIdleAverage } from './refuse-idle-average.js'
import { scheduleSettings } from './settings/schedule-settings.js'
import type { Settings } from './settings/settings.js'
import { stepsPerEpoch } from './steps-per-epoch.js'

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
