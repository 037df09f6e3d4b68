import { UsageError } from '../../core/usage-error.js'
import type { Model } from '../models/model.js'
import { modelNamed } from '../models/model-named.js'
import type { Settings } from './settings/settings.js'

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
