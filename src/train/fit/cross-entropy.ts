import type { Tf } from '../../engine/tf.js'
import type { Tensor } from '../tensors/tensor.js'

type Scalar = ReturnType<Tf['scalar']>

/**
 * Mean cross-entropy of softmax(logits) with the true classes: [batch, classes] and one-hot [batch, classes] -> [].
 *
 * A backend may register a kernel `SoftmaxCrossEntropy`: logits, truth -> [loss of every sample [batch], its gradient
 * [batch, classes]]. Where it does not, the two are composed of ordinary operations.
 */
export function crossEntropy(tf: Tf, logits: Tensor, truth: Tensor): Scalar {
  const isFused = tf.getKernel('SoftmaxCrossEntropy', tf.getBackend()) !== undefined
  const operation = tf.customGrad((...inputs) => {
    const [logits, save] = inputs as unknown as [Tensor, (tensors: Tensor[]) => void]
    const count = logits.shape[0]!
    const [losses, gradient] = (isFused ? fuse : compose)(tf, logits, truth)
    save([gradient])
    return {
      value: tf.mul(tf.sum(losses), 1 / count),
      gradFunc: (dy: Tensor, saved: Tensor[]) => tf.mul(saved[0]!, tf.mul(dy, 1 / count)),
    }
  })
  return operation(logits) as Scalar
}

function fuse(tf: Tf, logits: Tensor, truth: Tensor): [Tensor, Tensor] {
  return tf.engine().runKernel('SoftmaxCrossEntropy', { logits, truth })
}

function compose(tf: Tf, logits: Tensor, truth: Tensor): [Tensor, Tensor] {
  const shifted = tf.sub(logits, tf.max(logits, 1, true))
  const logProbabilities = tf.sub(shifted, tf.log(tf.sum(tf.exp(shifted), 1, true)))
  return [tf.neg(tf.sum(tf.mul(logProbabilities, truth), 1)), tf.sub(tf.exp(logProbabilities), truth)]
}
