import { dropoutMask } from './dropout-mask.js'
import type { MakeLayer, SymbolicTensor } from './layer.js'

/** Drops values with probability `rate` in training, each by itself; the next stream of the pass says which. */
export function dropout(name: string, rate: number): MakeLayer {
  return (input) => ({
    output: input,
    weights: [],
    train: ({ tf, nextDropout }, x) => {
      const random = nextDropout()
      return rate > 0 ? tf.mul(x, dropoutMask(tf, x.shape, rate, random)) : x
    },
    predict: (_tf, _weights, x) => x,
    connect: (tf, x) => tf.layers.dropout({ name, rate }).apply(x) as SymbolicTensor,
  })
}
