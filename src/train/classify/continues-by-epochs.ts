import type { Continues } from '../../core/experiment.js'

/** More epochs go on where fewer ended, unless the schedule spans all of them. */
export const continuesByEpochs = {
  parameter: 'epochs',
  when: ({ schedule, cosine_t_max: tMax }) => schedule !== 'one_cycle' && (schedule !== 'cosine' || tMax !== 0),
} satisfies Continues
