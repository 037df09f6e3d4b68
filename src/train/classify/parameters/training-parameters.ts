import type { ParameterSpecs } from '../../../core/parameter-spec.js'
import type { Defaults } from '../defaults.js'

/** How long is trained, and how it is scored. */
export function trainingParameters({ testCrops }: Defaults) {
  const crops = (what: string, fallback: 'centre' | 'ten') =>
    ({
      type: 'string',
      values: ['centre', 'ten'],
      default: fallback,
      description: `score ${what} by its middle, or by the mean of the logits of ten crops`,
    }) as const
  return {
    batch_size: { type: 'integer', default: 64, min: 1, description: 'images in a batch' },
    epochs: { type: 'integer', default: 10, min: 1, description: 'passes over the training images' },
    patience: {
      type: 'integer',
      default: 0,
      min: 0,
      description: 'stop after so many epochs without a better metric of the sweep; 0 for never',
    },
    validation_crops: crops('an image of the validation split', 'centre'),
    test_crops: crops('an image of the test split', testCrops),
  } as const satisfies ParameterSpecs
}
