import { activation } from '../layers/activation.js'
import { normalized } from '../layers/batch-normalization.js'
import { sequence } from '../layers/blocks.js'
import { conv } from '../layers/convolution.js'
import { dense, flatten } from '../layers/dense.js'
import { dropout } from '../layers/dropout.js'
import { maxPool } from '../layers/pooling.js'
import type { ModelOptions } from './model.js'
import { type Network, network, scaled } from './network.js'

/**
 * The VGG of Khaireddin and Chen, "Facial Emotion Recognition: State of the Art Performance on FER2013" (2021,
 * arXiv 2105.03588): eight 3x3 convolutions in pairs, each with batch normalization and ReLU, 2x2 maximum pooling after
 * every pair, then dense layers of 4096, 4096 and `classes` units with dropout before their ReLU. Images of 16x16 pixels
 * or more; 29,890,759 trainable parameters at width 1 for 7 classes of gray images of 40x40.
 */
export function vgg({ width, dropout: rate, classes, input }: ModelOptions): Network {
  const convolutions = [64, 64, 128, 128, 256, 256, 512, 512].flatMap((channels, k) => {
    const made = conv({ name: `conv${k}`, filters: scaled(channels, width), size: 3 })
    const layer = normalized(made, { name: `bn${k}`, activation: 'relu' })
    return k % 2 === 1 ? [layer, maxPool(`pool${(k - 1) / 2}`)] : [layer]
  })
  const hidden = [0, 1].flatMap((k) => [
    dense(`dense${k}`, scaled(4096, width)),
    dropout(`dropout${k}`, rate),
    activation(`dense${k}.relu`, 'relu'),
  ])
  return network(input, sequence(...convolutions, flatten('flatten'), ...hidden, dense('dense2', classes)))
}

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

/** Dense layers of 512, 256 and `classes` units, with ReLU and then dropout between them. */
export function mlp({ width, dropout: rate, classes, input }: ModelOptions): Network {
  const hidden = [512, 256].flatMap((units, k) => [
    dense(`dense${k}`, scaled(units, width)),
    activation(`dense${k}.relu`, 'relu'),
    dropout(`dropout${k}`, rate),
  ])
  return network(input, sequence(flatten('flatten'), ...hidden, dense('dense2', classes)))
}
