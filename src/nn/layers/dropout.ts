import type { Random } from '../../core/random.js'
import type { Tf } from '../../engine/engine.js'
import type { Tensor } from '../tensors.js'
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

/**
 * What activations are multiplied with under dropout: 0 with probability `rate`, else 1 / (1 - rate) (Srivastava et
 * al., "Dropout", JMLR 2014, inverted). Drawn from `random`, never from the engine's own random state, at
 * 16 bits each: half the work, for a probability that is right to 1 / 131072.
 */
function dropoutMask(tf: Tf, shape: readonly number[], rate: number, random: Random): Tensor {
  const mask = new Float32Array(shape.reduce((product, length) => product * length, 1))
  const words = new Uint32Array(Math.ceil(mask.length / 2))
  random.words(words)
  const dropped = Math.round(rate * 2 ** 16)
  const kept = 1 / (1 - rate)
  for (let i = 0; i < mask.length; i++) mask[i] = ((words[i >>> 1]! >>> (16 * (i & 1))) & 0xffff) < dropped ? 0 : kept
  return tf.tensor(mask, [...shape])
}
