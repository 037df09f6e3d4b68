import type { TrialContext } from '../../core/experiment.js'
import type { Tf } from '../../engine/tf.js'
import type { ImageShape } from '../augment/image-shape.js'
import { batchCount } from '../data/batch-count.js'
import type { Split } from '../data/dataset.js'
import { loadSplits } from '../data/load-splits.js'
import type { Model } from '../models/model.js'
import { modelNamed } from '../models/model-named.js'
import type { Schedule } from '../schedules/schedule.js'
import { cropSide } from './crop-side.js'
import { refuseIdleAverage } from './refuse-idle-average.js'
import { scheduleSettings } from './settings/schedule-settings.js'
import type { Settings } from './settings/settings.js'

/** A trial's settings with all that they lead to: images, network, schedule. */
export interface Setup extends Settings {
  readonly classes: readonly string[]
  readonly shape: ImageShape
  /** Side of the crops in pixels. */
  readonly crop: number
  readonly training: Split
  readonly validation: Split | undefined
  readonly test: Split | undefined
  readonly network: Model
  readonly schedule: Schedule
}

/** Throws DataError, and UsageError for settings that do not fit the images, how many they are, or the metric of the sweep. */
export async function setUp(
  settings: Settings,
  { metric, log, share }: Pick<TrialContext<Tf>, 'metric' | 'log' | 'share'>,
): Promise<Setup> {
  const { classes, shape, ...splits } = await loadSplits(settings.data, log, share)
  const crop = cropSide(settings.cropSize, shape)
  const steps = Math.ceil(batchCount(splits.training.count, settings.batchSize) / settings.accumulationSteps)
  refuseIdleAverage(settings.read, steps)
  return {
    ...settings,
    classes,
    shape,
    crop,
    training: splits.training,
    validation: splits.validation,
    test: splits.test,
    network: modelNamed(settings.model)({
      width: settings.width,
      dropout: settings.dropout,
      classes: classes.length,
      input: [crop, crop, 1],
    }),
    schedule: scheduleSettings(settings.read, metric.goal, steps),
  }
}
