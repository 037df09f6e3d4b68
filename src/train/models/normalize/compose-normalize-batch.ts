import type { Tf } from '../../../engine/tf.js'
import { keeping } from '../../tensors/keeping.js'
import type { Tensor } from '../../tensors/tensor.js'
import type { BatchToNormalize, NormalizedBatch } from './normalize-batch.js'

/** `normalizeBatch` of ordinary operations. */
export function composeNormalizeBatch(tf: Tf, batch: BatchToNormalize): NormalizedBatch {
  const { x, bias, gamma, beta, epsilon } = batch
  const isRelu = batch.activation === 'relu'
  const count = x.size / gamma.size
  const mean = (images: Tensor) => tf.mean(images, [0, 1, 2])

  return keeping(tf, (keep) => {
    let statistics: Pick<NormalizedBatch, 'mean' | 'variance'> | undefined
    const operation = tf.customGrad((...inputs) => {
      const [x, gamma, beta] = inputs as unknown as [Tensor, Tensor, Tensor]
      const save = inputs.at(-1) as unknown as Save
      const average = mean(x)
      const centred = tf.sub(x, average)
      const variance = mean(tf.square(centred))
      const inverse = tf.rsqrt(tf.add(variance, epsilon))
      const scale = tf.mul(gamma, inverse)
      const normal = tf.add(tf.mul(centred, scale), beta)
      const y = isRelu ? tf.relu(normal) : normal
      statistics = {
        mean: keep(bias === undefined ? tf.clone(average) : tf.add(average, bias)),
        variance: keep(tf.mul(variance, count / Math.max(1, count - 1))),
      }
      save([centred, inverse, scale, y])
      return {
        value: y,
        gradFunc: (dy: Tensor, saved: Tensor[]) => {
          const [centred, inverse, scale, y] = saved as [Tensor, Tensor, Tensor, Tensor]
          const passed = isRelu ? tf.mul(dy, tf.step(y)) : dy
          const level = mean(passed)
          const slope = tf.mul(mean(tf.mul(passed, centred)), inverse)
          const sloping = tf.sub(passed, tf.mul(centred, tf.mul(slope, inverse)))
          const xGradient = tf.mul(tf.sub(sloping, level), scale)
          const ofBias = bias === undefined ? [] : [tf.zerosLike(bias)]
          return [xGradient, tf.mul(slope, count), tf.mul(level, count), ...ofBias]
        },
      }
    })
    const y = operation(x, gamma, beta, ...(bias === undefined ? [] : [bias]))
    return { y, ...statistics! }
  })
}

type Save = (tensors: Tensor[]) => void
