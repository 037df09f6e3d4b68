import type { LearningRates } from '../../core/experiment.js'
import type { ParameterSpecs } from '../../core/parameter-spec.js'
import { ratesByEpoch } from '../schedules/rates-by-epoch.js'
import { scheduleParameters } from './parameters/schedule-parameters.js'
import { paramReader } from './settings/param-reader.js'
import { scheduleSettings } from './settings/schedule-settings.js'

/** Of one cycle, how many steps an epoch has moves the rates a little; before the data is loaded nobody knows it. */
const assumedSteps = 100

/** The learning rates of a trial of a classifier. */
export function learningRates(specs: ParameterSpecs): LearningRates {
  return {
    parameters: ['lr', 'epochs', ...Object.keys(scheduleParameters)],
    of: (params) => {
      const read = paramReader(specs, params)
      return ratesByEpoch(scheduleSettings(read, 'maximize', assumedSteps), read.number('epochs'))
    },
    note: ({ schedule }) => {
      if (schedule === 'plateau') return 'as if the metric never got better'
      return schedule === 'one_cycle' ? `with ${assumedSteps} steps in an epoch` : undefined
    },
  }
}
