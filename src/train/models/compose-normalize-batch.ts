import type { Tf } from '../../engine/tf.js'
import type { Tensor } from '../tensor.js'
import type { BatchToNormalize, NormalizedBatch } from './normalize-batch.js'

/** `normalizeBatch` of ordinary operations. */
export function composeNormalizeBatch(tf: Tf, { x, bias, gamma, beta, epsilon }: BatchToNormalize): NormalizedBatch {
  const count = x.size / gamma.size
  const mean = (images: Tensor) => tf.mean(images, [0, 1, 2])
  const statistics: { mean: Tensor; variance: Tensor }[] = []

  const operation = tf.customGrad((...inputs) => {
    const [x, bias, gamma, beta, save] = inputs as unknown as [Tensor, Tensor, Tensor, Tensor, Save]
    const average = mean(x)
    const centred = tf.sub(x, average)
    const variance = mean(tf.square(centred))
    const inverse = tf.rsqrt(tf.add(variance, epsilon))
    const scale = tf.mul(gamma, inverse)
    const y = tf.relu(tf.add(tf.mul(centred, scale), beta))
    statistics.push({
      mean: tf.keep(tf.add(average, bias)),
      variance: tf.keep(tf.mul(variance, count / Math.max(1, count - 1))),
    })
    save([centred, inverse, scale, y])
    return {
      value: y,
      gradFunc: (dy: Tensor, saved: Tensor[]) => {
        const [centred, inverse, scale, y] = saved as [Tensor, Tensor, Tensor, Tensor]
        const passed = tf.mul(dy, tf.step(y))
        const level = mean(passed)
        const slope = tf.mul(mean(tf.mul(passed, centred)), inverse)
        const sloping = tf.sub(passed, tf.mul(centred, tf.mul(slope, inverse)))
        const xGradient = tf.mul(tf.sub(sloping, level), scale)
        return [xGradient, tf.zerosLike(bias), tf.mul(slope, count), tf.mul(level, count)]
      },
    }
  })
  const y = operation(x, bias, gamma, beta)
  const { mean: batchMean, variance } = statistics[0]!
  return { y, mean: batchMean, variance }
}

type Save = (tensors: Tensor[]) => void
