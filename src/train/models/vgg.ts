import type { Tf } from '../../engine/tf.js'
import type { Tensor } from '../tensor.js'
import type { Tensors } from '../tensors.js'
import { dropoutMask } from './dropout-mask.js'
import { initialWeights } from './initial-weights.js'
import type { Model } from './model.js'
import { normalizeBatch } from './normalize-batch.js'
import { type VggOptions, vggShape } from './vgg-shape.js'

type Tensor1D = ReturnType<Tf['tensor1d']>
type Tensor2D = ReturnType<Tf['tensor2d']>
type Tensor4D = ReturnType<Tf['tensor4d']>

/** PyTorch's defaults. */
const epsilon = 1e-5
const movingMomentum = 0.1

/**
 * The VGG of Khaireddin and Chen, "Facial Emotion Recognition: State of the Art Performance on FER2013" (2021,
 * arXiv 2105.03588), for images [batch, 40, 40, 1]: eight 3x3 convolutions in pairs, each with batch normalization and
 * ReLU, 2x2 maximum pooling after every pair, then dense layers of 4096, 4096 and `classes` units with dropout before
 * their ReLU. 29,890,759 trainable parameters at width 1.
 */
export function vgg(options: VggOptions): Model {
  return {
    init: (random) => initialWeights(vggShape(options), random),
    isTrainable: (name) => !name.includes('.moving_'),
    train: (tf, weights, images, dropout) => {
      const batch: Record<string, Tensor> = {}
      let x = images as Tensor4D
      for (let k = 0; k < 8; k++) {
        const convolved = tf.conv2d(x, weights[`conv${k}.kernel`] as Tensor4D, 1, 'same')
        const normalized = normalizeBatch(tf, {
          x: convolved,
          bias: weights[`conv${k}.bias`]!,
          gamma: weights[`bn${k}.gamma`]!,
          beta: weights[`bn${k}.beta`]!,
          epsilon,
        })
        batch[`bn${k}.moving_mean`] = normalized.mean
        batch[`bn${k}.moving_variance`] = normalized.variance
        const activations = normalized.y as Tensor4D
        x = k % 2 === 1 ? tf.maxPool(activations, 2, 2, 'valid') : activations
      }
      let hidden = flatten(tf, x)
      for (const k of [0, 1]) {
        hidden = dense(tf, hidden, weights, k)
        if (options.dropout > 0) {
          hidden = tf.mul(hidden, dropoutMask(tf, hidden.shape, options.dropout, dropout(k)))
        }
        hidden = tf.relu(hidden)
      }
      return { logits: dense(tf, hidden, weights, 2), moving: moveStatistics(tf, weights, batch) }
    },
    predict: (tf, weights, images) => {
      let x: Tensor4D = images as Tensor4D
      for (let k = 0; k < 8; k++) {
        x = tf.fused.conv2d({ x, ...foldNormalization(tf, k, weights), strides: 1, pad: 'same', activation: 'relu' })
        if (k % 2 === 1) x = tf.maxPool(x, 2, 2, 'valid')
      }
      let hidden = flatten(tf, x)
      for (const k of [0, 1, 2]) {
        hidden = tf.fused.matMul({
          a: hidden,
          b: weights[`dense${k}.kernel`]!,
          bias: weights[`dense${k}.bias`]!,
          activation: k < 2 ? 'relu' : 'linear',
        })
      }
      return hidden
    },
  }
}

/** [batch, height, width, channels] -> [batch, height * width * channels] */
function flatten(tf: Tf, x: Tensor4D): Tensor {
  return tf.reshape(x, [x.shape[0], x.shape[1] * x.shape[2] * x.shape[3]]) as Tensor2D
}

function dense(tf: Tf, x: Tensor, weights: Tensors, k: number): Tensor {
  return tf.add(tf.matMul(x, weights[`dense${k}.kernel`]!), weights[`dense${k}.bias`]!)
}

/** The kernel and the bias that convolve and normalize in one: in evaluation both are linear. */
function foldNormalization(tf: Tf, k: number, weights: Tensors): { filter: Tensor4D; bias: Tensor1D } {
  const weight = (name: string) => weights[name]!
  const scale = tf.mul(weight(`bn${k}.gamma`), tf.rsqrt(tf.add(weight(`bn${k}.moving_variance`), epsilon)))
  const centred = tf.sub(weight(`conv${k}.bias`), weight(`bn${k}.moving_mean`))
  return {
    filter: tf.mul(weight(`conv${k}.kernel`), scale) as Tensor4D,
    bias: tf.add(tf.mul(centred, scale), weight(`bn${k}.beta`)) as Tensor1D,
  }
}

/**
 * Exponential averages of the batches' statistics, for evaluation. Disposes those of this batch. All at once, because to
 * call the engine costs more than to compute with so few numbers.
 */
function moveStatistics(tf: Tf, weights: Tensors, batch: Tensors): Tensors {
  const names = Object.keys(batch)
  const values = Object.values(batch) as Tensor1D[]
  const averages = tf.concat(names.map((name) => weights[name] as Tensor1D))
  const moved = tf.add(tf.mul(averages, 1 - movingMomentum), tf.mul(tf.concat(values), movingMomentum))
  const sizes = values.map(({ size }) => size)
  for (const value of values) value.dispose()
  const parts = tf.split(moved, sizes)
  return Object.fromEntries(names.map((name, k) => [name, parts[k]!]))
}
