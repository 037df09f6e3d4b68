import type { ParameterSpecs } from '../../../core/parameter-spec.js'
import { models } from '../../models/models.js'
import { registeredModels } from '../../models/registered-models.js'
import type { Defaults } from '../defaults.js'

/** The network and the weights that it begins with. */
export function networkParameters({ model, width }: Defaults) {
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
