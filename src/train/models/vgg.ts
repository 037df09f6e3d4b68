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
