import { activation } from './layers/activation.js'
import { conv } from './layers/conv.js'
import { dense } from './layers/dense.js'
import { dropout } from './layers/dropout.js'
import { flatten } from './layers/flatten.js'
import { maxPool } from './layers/max-pool.js'
import { normalized } from './layers/normalized.js'
import { sequence } from './layers/sequence.js'
import type { ModelOptions } from './model-options.js'
import { type Network, network } from './network.js'
import { scaled } from './scaled.js'

/**
 * A small convolutional network for quick work: 3x3 convolutions of 32, 64 and 128 channels, each with batch
 * normalization, ReLU and 2x2 maximum pooling, then dense layers of 128 and `classes` units with ReLU and dropout between
 * them. Images of 8x8 pixels or more.
 */
export function cnn({ width, dropout: rate, classes, input }: ModelOptions): Network {
  const convolutions = [32, 64, 128].flatMap((channels, k) => [
    normalized(conv({ name: `conv${k}`, filters: scaled(channels, width), size: 3 }), {
      name: `bn${k}`,
      activation: 'relu',
    }),
    maxPool(`pool${k}`),
  ])
  const hidden = [dense('dense0', scaled(128, width)), activation('dense0.relu', 'relu'), dropout('dropout0', rate)]
  return network(input, sequence(...convolutions, flatten('flatten'), ...hidden, dense('dense1', classes)))
}
