import type { Tf } from '../tf.js'
import type { CheckOperations } from './check-operations.js'

/** As TensorFlow.js has them, on every engine. */
export const ordinaryOperations: CheckOperations = {
  normalizeRelu(tf, x, gamma, beta, epsilon) {
    const { mean, variance } = tf.moments(x, [0, 1, 2])
    const [images, ...vectors] = [
      x as Images,
      mean as Vector,
      variance as Vector,
      beta as Vector,
      gamma as Vector,
    ] as const
    return tf.relu(tf.batchNorm(images, ...vectors, epsilon))
  },
  crossEntropy: (tf, logits, truth) => tf.losses.softmaxCrossEntropy(truth, logits),
}

type Images = ReturnType<Tf['tensor4d']>
type Vector = ReturnType<Tf['tensor1d']>
