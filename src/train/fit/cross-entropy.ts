import type { Tf } from '../../engine/tf.js'
import type { Tensor } from '../tensor.js'

type Scalar = ReturnType<Tf['scalar']>

/** Mean cross-entropy of softmax(logits) with the true classes: [batch, classes] and one-hot [batch, classes] -> []. */
export function crossEntropy(tf: Tf, logits: Tensor, truth: Tensor): Scalar {
  const operation = tf.customGrad((...inputs) => {
    const [logits, save] = inputs as unknown as [Tensor, (tensors: Tensor[]) => void]
    const shifted = tf.sub(logits, tf.max(logits, 1, true))
    const logProbabilities = tf.sub(shifted, tf.log(tf.sum(tf.exp(shifted), 1, true)))
    const count = logits.shape[0]!
    save([logProbabilities, truth])
    return {
      value: tf.mul(tf.sum(tf.mul(logProbabilities, truth)), -1 / count),
      gradFunc: (dy: Tensor, saved: Tensor[]) => {
        const [logProbabilities, truth] = saved as [Tensor, Tensor]
        return tf.mul(tf.sub(tf.exp(logProbabilities), truth), tf.mul(dy, 1 / count))
      },
    }
  })
  return operation(logits) as Scalar
}
