import { activation } from './layers/activation.js'
import { dense } from './layers/dense.js'
import { dropout } from './layers/dropout.js'
import { flatten } from './layers/flatten.js'
import { sequence } from './layers/sequence.js'
import type { ModelOptions } from './model-options.js'
import { type Network, network } from './network.js'
import { scaled } from './scaled.js'

/** Dense layers of 512, 256 and `classes` units, with ReLU and then dropout between them. */
export function mlp({ width, dropout: rate, classes, input }: ModelOptions): Network {
  const hidden = [512, 256].flatMap((units, k) => [
    dense(`dense${k}`, scaled(units, width)),
    activation(`dense${k}.relu`, 'relu'),
    dropout(`dropout${k}`, rate),
  ])
  return network(input, sequence(flatten('flatten'), ...hidden, dense('dense2', classes)))
}
