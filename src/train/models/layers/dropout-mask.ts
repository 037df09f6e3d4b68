import type { Random } from '../../../core/random.js'
import type { Tf } from '../../../engine/tf.js'
import type { Tensor } from '../../tensors/tensor.js'

/**
 * What activations are multiplied with under dropout: 0 with probability `rate`, else 1 / (1 - rate) (Srivastava et
 * al., "Dropout", JMLR 2014, inverted). Drawn from `random`, never from the engine's own random state, at
 * 16 bits each: half the work, for a probability that is right to 1 / 131072.
 */
export function dropoutMask(tf: Tf, shape: readonly number[], rate: number, random: Random): Tensor {
  const mask = new Float32Array(shape.reduce((product, length) => product * length, 1))
  const words = new Uint32Array(Math.ceil(mask.length / 2))
  random.words(words)
  const dropped = Math.round(rate * 2 ** 16)
  const kept = 1 / (1 - rate)
  for (let i = 0; i < mask.length; i++) mask[i] = ((words[i >>> 1]! >>> (16 * (i & 1))) & 0xffff) < dropped ? 0 : kept
  return tf.tensor(mask, [...shape])
}
