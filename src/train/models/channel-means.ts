import type { Tf } from '../../engine/tf.js'
import type { Tensor } from '../tensor.js'

type Tensor4D = ReturnType<Tf['tensor4d']>

/** Means over batch, height and width: [batch, height, width, channels] -> [channels]. Has no gradient. */
export function channelMeans(tf: Tf, x: Tensor): Tensor {
  if (tf.getBackend() !== 'wasm') return tf.mean(x, [0, 1, 2])
  // On wasm a mean over the first axes transposes all; average pooling of each image, then of the images, does not.
  const [batch, height, width, channels] = x.shape as [number, number, number, number]
  const ofImages: Tensor4D = tf.avgPool(x as Tensor4D, [height, width], 1, 'valid')
  const images: Tensor4D = tf.reshape(ofImages, [1, batch, 1, channels])
  return tf.reshape(tf.avgPool(images, [batch, 1], 1, 'valid'), [channels])
}
