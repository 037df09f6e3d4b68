import type { Tf } from '../../engine/tf.js'

/** `tf.tidy` for any record of tensors and numbers: disposes every tensor that `make` made and did not return. */
export function tidy<Result>(tf: Tf, make: () => Result): Result {
  return tf.tidy(make as () => void) as Result
}
