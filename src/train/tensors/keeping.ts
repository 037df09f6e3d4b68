import type { Tf } from '../../engine/tf.js'
import type { Tensor } from './tensor.js'

/**
 * Calls `make`, whose `keep` saves a tensor from every `tf.tidy` around it: who gets it disposes it. When `make` throws
 * nobody gets it, so then it is disposed.
 */
export function keeping<Result>(tf: Tf, make: (keep: (tensor: Tensor) => Tensor) => Result): Result {
  const kept: Tensor[] = []
  try {
    return make((tensor) => {
      kept.push(tensor)
      return tf.keep(tensor)
    })
  } catch (error) {
    for (const tensor of kept) tensor.dispose()
    throw error
  }
}
