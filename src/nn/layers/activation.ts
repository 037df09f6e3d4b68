import type { Tf } from '../../engine/engine.js'
import type { Tensor } from '../tensors.js'
import type { MakeLayer, SymbolicTensor } from './layer.js'

/** swish(x) = x sigmoid(x) (Ramachandran et al., "Searching for activation functions", arXiv 1710.05941). */
export type Activation = 'linear' | 'relu' | 'swish' | 'sigmoid'

/** A function of every value by itself; it has no weights. */
export function activation(name: string, of: Activation): MakeLayer {
  return (input) => ({
    output: input,
    weights: [],
    train: ({ tf }, x) => activate(tf, of, x),
    predict: (tf, _, x) => activate(tf, of, x),
    connect: (tf, x) => {
      if (of === 'linear') return x
      const layer = of === 'relu' ? tf.layers.reLU({ name }) : tf.layers.activation({ name, activation: of })
      return layer.apply(x) as SymbolicTensor
    },
  })
}

function activate(tf: Tf, of: Activation, x: Tensor): Tensor {
  switch (of) {
    case 'linear':
      return x
    case 'relu':
      return tf.relu(x)
    case 'swish':
      return tf.mul(x, tf.sigmoid(x))
    case 'sigmoid':
      return tf.sigmoid(x)
    default:
      throw new Error(`no activation ${of satisfies never}`)
  }
}
