import type { Random } from '../../core/random.js'
import type { Tf } from '../../engine/tf.js'
import type { Tensor } from '../tensor.js'

/**
 * What activations are multiplied with under dropout: 0 with probability `rate`, else 1 / (1 - rate) (Srivastava et
 * al., "Dropout", JMLR 2014, inverted). Drawn from `random`, never from the engine's own random state.
 */
export function dropoutMask(tf: Tf, shape: readonly number[], rate: number, random: Random): Tensor {
  const draws = new Uint32Array(shape.reduce((product, length) => product * length, 1))
  random.words(draws)
  const mask = new Float32Array(draws.length)
  const dropped = rate * 2 ** 32
  const kept = 1 / (1 - rate)
  for (let i = 0; i < mask.length; i++) mask[i] = draws[i]! < dropped ? 0 : kept
  return tf.tensor(mask, [...shape])
}
