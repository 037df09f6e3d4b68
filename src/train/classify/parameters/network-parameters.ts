import type { ParameterSpecs } from '../../../core/parameter-spec.js'
import type { Defaults } from '../defaults.js'

/** The network. */
export function networkParameters({ model, width }: Defaults) {
  return {
    model: {
      type: 'string',
      values: ['vgg', 'cnn', 'mlp', 'resnet18', 'efficientnet_b0'],
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
  } as const satisfies ParameterSpecs
}
