import type { LearningRates } from '../../core/experiment.js'
import { ratesByEpoch } from '../schedules/rates-by-epoch.js'
import type { parameters } from './parameters.js'
import { scheduleOf } from './schedule-of.js'
import { ferSettings } from './settings.js'

/** The learning rates of a trial of `fer`. */
export const learningRates: LearningRates = {
  parameters: [
    'schedule',
    'lr',
    'epochs',
    'plateau_factor',
    'plateau_patience',
    'cosine_t_max',
    'cosine_eta_min',
  ] satisfies (keyof typeof parameters)[],
  of: (params) => {
    const settings = ferSettings(params)
    return ratesByEpoch(scheduleOf(settings, 'maximize'), settings.epochs)
  },
  note: (params) => (ferSettings(params).schedule === 'plateau' ? 'as if the metric never got better' : undefined),
}
