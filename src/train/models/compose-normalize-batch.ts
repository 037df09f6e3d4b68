import type { Tf } from '../../engine/tf.js'
import type { Tensor } from '../tensor.js'
import { channelMeans } from './channel-means.js'
import type { BatchToNormalize, NormalizedBatch } from './normalize-batch.js'

/**
 * `normalizeBatch` of ordinary operations. Multiplies on [batch * height, width * channels], because wasm multiplies
 * long rows by a repeated vector up to ten times as fast as it multiplies short ones by a short vector.
 */
export function composeNormalizeBatch(tf: Tf, { x, bias, gamma, beta, epsilon }: BatchToNormalize): NormalizedBatch {
  const [batch, height, width, channels] = x.shape as [number, number, number, number]
  const count = batch * height * width
  const flat = (images: Tensor) => tf.reshape(images, [batch * height, width * channels])
  const repeat = (perChannel: Tensor) => tf.tile(perChannel, [width])
  const mean = (flat: Tensor) => channelMeans(tf, tf.reshape(flat, x.shape))
  const statistics: { mean: Tensor; variance: Tensor }[] = []

  const operation = tf.customGrad((...inputs) => {
    const [x, bias, gamma, beta, save] = inputs as unknown as [Tensor, Tensor, Tensor, Tensor, Save]
    const average = channelMeans(tf, x)
    const centred = tf.sub(flat(x), repeat(average))
    const variance = mean(tf.square(centred))
    const inverse = tf.rsqrt(tf.add(variance, epsilon))
    const scale = repeat(tf.mul(gamma, inverse))
    const y = tf.relu(tf.add(tf.mul(centred, scale), repeat(beta)))
    statistics.push({
      mean: tf.keep(tf.add(average, bias)),
      variance: tf.keep(tf.mul(variance, count / Math.max(1, count - 1))),
    })
    save([centred, inverse, scale, y])
    return {
      value: tf.reshape(y, x.shape),
      gradFunc: (dy: Tensor, saved: Tensor[]) => {
        const [centred, inverse, scale, y] = saved as [Tensor, Tensor, Tensor, Tensor]
        const passed = tf.mul(flat(dy), tf.step(y))
        const level = mean(passed)
        const slope = tf.mul(mean(tf.mul(passed, centred)), inverse)
        const sloping = tf.sub(passed, tf.mul(centred, repeat(tf.mul(slope, inverse))))
        const xGradient = tf.mul(tf.sub(sloping, repeat(level)), scale)
        const [gammaGradient, betaGradient] = [tf.mul(slope, count), tf.mul(level, count)]
        return [tf.reshape(xGradient, x.shape), tf.zerosLike(bias), gammaGradient, betaGradient]
      },
    }
  })
  const y = operation(x, bias, gamma, beta)
  const { mean: batchMean, variance } = statistics[0]!
  return { y, mean: batchMean, variance }
}

type Save = (tensors: Tensor[]) => void
