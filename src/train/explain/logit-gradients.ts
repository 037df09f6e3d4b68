import type { Tf } from '../../engine/tf.js'
import { dropTape } from '../fit/drop-tape.js'
import type { Tensor } from '../tensors/tensor.js'
import type { LogitsOf } from './logits-of.js'

/**
 * The gradients of one logit of every image, before the softmax, with respect to its pixels: images [batch, height,
 * width, channels], one class for all of them -> the shape of the images. An image's logits depend on no other image, so
 * one pass gives the gradients of a whole batch. Call it in `tf.tidy`; when it throws, nothing is left.
 */
export function logitGradients(tf: Tf, logitsOf: LogitsOf, images: Tensor, target: number): Tensor {
  try {
    return tf.grad((pixels) => {
      const logits = logitsOf(pixels)
      return tf.sum(tf.slice(logits, [0, target], [logits.shape[0]!, 1]))
    })(images)
  } catch (error) {
    dropTape(tf)
    throw error
  }
}
