import type { ParameterSpecs } from '../../../core/parameter-spec.js'
import type { Defaults } from '../defaults.js'
import { augmentationParameters } from './augmentation-parameters.js'
import { dataParameters } from './data-parameters.js'
import { networkParameters } from './network-parameters.js'
import { optimizerParameters } from './optimizer-parameters.js'
import { scheduleParameters } from './schedule-parameters.js'
import { trainingParameters } from './training-parameters.js'

/** All that an experiment with these defaults reads. */
export function parametersOf(defaults: Defaults): ParameterSpecs {
  return {
    ...networkParameters(defaults),
    ...optimizerParameters,
    ...scheduleParameters,
    ...trainingParameters(defaults),
    ...dataParameters(defaults),
    ...augmentationParameters(defaults),
  }
}
